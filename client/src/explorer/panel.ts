import { env, TabInputText, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  COSTS,
  type CostRow,
  type DocumentParams,
  EXPLORE,
  type Exploration,
  type ExplorationQuery,
  type ExploreParams,
  INSTANCE_TYPES,
  type InstanceTypeRow,
} from '../../../server/src/protocol.js';
import { apply } from './apply.js';
import type { Explored, Question, Reply } from './messages.js';
import { pageHtml } from './page.js';
import { asQuestion } from './questions.js';

export const VIEW_TYPE = 'vpcCni.explorer';

/** One page of the explorer: it asks, and what it asks for is fetched, edited, copied or saved here. */
export interface Panel {
  /** Brings it to the front, with other types where some are given. */
  reveal(types?: readonly string[]): void;
  /** What it shows may be old. */
  refresh(): void;
}

export function createWebview(folder: Uri): WebviewPanel {
  const column = window.activeTextEditor ? ViewColumn.Beside : ViewColumn.Active;
  return window.createWebviewPanel(VIEW_TYPE, 'Pod Density', column, {
    enableScripts: true,
    localResourceRoots: [folder],
  });
}

/** Fills `webview`, new or kept by VS Code from before. `uri` is of a document of the cluster; undefined: none. */
export function createPanel(
  client: BaseLanguageClient,
  panel: WebviewPanel,
  folder: Uri,
  uri: string | undefined,
  types?: readonly string[],
): Panel {
  const { webview } = panel;
  const name = uri === undefined ? undefined : nameOf(uri);
  let wanted = types;
  let appliedTo: Uri | undefined;

  const reply = (message: Reply) => void webview.postMessage(message);
  const tell = (text: string, isRefusal = false) => reply({ kind: 'told', text, isRefusal });
  const paramsOf = (query: ExplorationQuery): ExploreParams => ({
    ...query,
    ...(uri !== undefined && { uri }),
  });

  async function open(): Promise<void> {
    const shown = wanted;
    wanted = undefined;
    reply({
      kind: 'opened',
      ...(uri !== undefined && { uri }),
      title: name ?? '',
      ...(shown && { types: shown }),
      instanceTypes: await instanceTypes(),
    });
  }

  async function instanceTypes(): Promise<string[]> {
    const params: DocumentParams = { uri: uri ?? '' };
    const rows = await client.sendRequest<InstanceTypeRow[]>(INSTANCE_TYPES, params).catch(() => []);
    return rows.map(({ instanceType }) => instanceType);
  }

  async function explore(query: ExplorationQuery): Promise<Explored> {
    const isTried = Object.keys(query.tried).length > 0;
    const [exploration, untried] = await Promise.all([
      client.sendRequest<Exploration | null>(EXPLORE, paramsOf(query)),
      isTried ? client.sendRequest<Exploration | null>(EXPLORE, paramsOf({ ...query, tried: {} })) : null,
    ]);
    if (!exploration) throw new Error('the server has no answer; its log says why');
    const [present] = untried?.types ?? [];
    return { exploration, ...(present && { untried: present }) };
  }

  async function answer(question: Question): Promise<void> {
    switch (question.kind) {
      case 'ready':
        if (client.needsStart()) client.start().catch(() => {});
        return open();
      case 'start':
        return client.start();
      case 'explore':
        return reply({ kind: 'explored', turn: question.turn, ...(await explore(question.query)) });
      case 'price': {
        const rows = await client.sendRequest<CostRow[] | null>(COSTS, paramsOf(question.query));
        return reply({ kind: 'priced', turn: question.turn, rows: rows ?? [] });
      }
      case 'apply': {
        const done = await apply(client, paramsOf(question.query));
        if ('refused' in done) return reply({ kind: 'refused', text: done.refused });
        appliedTo = done.uri;
        const isSaved = workspace.getConfiguration('files', done.uri).get('autoSave') !== 'off';
        return reply({ kind: 'applied', file: workspace.asRelativePath(done.uri), isSaved });
      }
      case 'show':
        return appliedTo && showBeside(panel, appliedTo);
      case 'copy':
        await env.clipboard.writeText(question.text);
        return tell('Copied as Markdown.');
      case 'save': {
        const saved = await save(question.svg, question.name, uri);
        if (saved) tell(`Saved as ${nameOf(saved.toString())}.`);
      }
    }
  }

  function fail(question: Question, error: unknown): void {
    const isStopped = !client.isRunning();
    const message = isStopped
      ? 'The language server is not running.'
      : `That did not work: ${error instanceof Error ? error.message : String(error)}`;
    if (question.kind === 'explore' || question.kind === 'price')
      reply({ kind: 'failed', of: question.kind, turn: question.turn, message, canStart: isStopped });
    else if (question.kind === 'apply') reply({ kind: 'refused', text: message });
    else tell(message, true);
  }

  panel.iconPath = Uri.joinPath(folder, '../docs/images/icon.png');
  panel.title = name === undefined ? 'Pod Density' : `Pod Density: ${name}`;
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.onDidReceiveMessage((message: unknown) => {
    const question = asQuestion(message);
    return question && answer(question).catch((error) => fail(question, error));
  });
  webview.html = pageHtml(webview, folder);
  return {
    reveal(types) {
      wanted = types;
      panel.reveal();
      if (types) void open();
    },
    // A page that is not to be seen is not there: it asks when it comes back.
    refresh: () => panel.visible && reply({ kind: 'changed' }),
  };
}

const nameOf = (uri: string): string => Uri.parse(uri).path.split('/').at(-1) ?? uri;

/** Shows a document where it is open already, else in another column than that of the page. */
async function showBeside(panel: WebviewPanel, uri: Uri): Promise<void> {
  const groups = window.tabGroups.all;
  const isOfIt = (input: unknown) => input instanceof TabInputText && input.uri.toString() === uri.toString();
  const group =
    groups.find(({ tabs }) => tabs.some(({ input }) => isOfIt(input))) ??
    groups.find(({ viewColumn }) => viewColumn !== panel.viewColumn);
  await window.showTextDocument(uri, { viewColumn: group?.viewColumn ?? ViewColumn.Beside });
}

async function save(svg: string, name: string, uri: string | undefined): Promise<Uri | undefined> {
  const folder = uri === undefined ? undefined : workspace.getWorkspaceFolder(Uri.parse(uri))?.uri;
  const place = folder ?? workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: 'Save the Pictures',
    filters: { SVG: ['svg'] },
    ...(place && { defaultUri: Uri.joinPath(place, name) }),
  });
  if (target) await workspace.fs.writeFile(target, new TextEncoder().encode(svg));
  return target;
}
