import {
  type CancellationToken,
  Disposable,
  DocumentLink,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  CONFIGURATION,
  type DocumentParams,
  type Page,
  RELEASES,
  type Releases,
  UPGRADE,
  type UpgradeParams,
} from '../../server/src/protocol.js';
import { onStatusChanged } from './client.js';

const SCHEME = 'vpc-cni';
/** Keys that are typed meanwhile are waited for. */
const DELAY_MS = 300;

/** Pages that the server writes about a document: texts that cannot be edited, with links into the manifests. */
export interface Pages extends Disposable {
  /** Opens the page that the server answers a request with. */
  open(title: string, request: string, params: object): Promise<void>;
}

/** What a page is: kept in its uri, so that it can be asked for again. */
interface Query {
  readonly request: string;
  readonly params: object;
}

export function createPages(client: BaseLanguageClient): Pages {
  const changed = new EventEmitter<Uri>();
  const shown = new Map<string, Page>();

  async function ask(uri: Uri, token: CancellationToken): Promise<string> {
    if (!client.isRunning()) return 'The language server is not running.\n';
    const { request, params }: Query = JSON.parse(uri.query);
    const page = await client.sendRequest<Page>(request, params, token);
    shown.set(uri.toString(), page);
    return page.text;
  }

  const links = ({ uri }: TextDocument): DocumentLink[] =>
    (shown.get(uri.toString())?.links ?? []).map(({ line, start, end, target }) => {
      const link = new DocumentLink(
        new Range(line, start, line, end),
        Uri.parse(target.uri).with({ fragment: `L${target.line + 1},${target.character + 1}` }),
      );
      link.tooltip = 'Go there';
      return link;
    });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) changed.fire(uri);
    }, DELAY_MS);
  };

  const parts = Disposable.from(
    changed,
    { dispose: () => clearTimeout(timer) },
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: ask,
    }),
    languages.registerDocumentLinkProvider({ scheme: SCHEME }, { provideDocumentLinks: links }),
    workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    workspace.onDidChangeTextDocument(({ document }) => document.uri.scheme !== SCHEME && refreshSoon()),
    onStatusChanged(refreshSoon),
  );
  return {
    dispose: () => parts.dispose(),
    async open(title, request, params) {
      const query: Query = { request, params };
      const uri = Uri.from({ scheme: SCHEME, path: `/${title}`, query: JSON.stringify(query) });
      // It may have been open before, with what was true then.
      changed.fire(uri);
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { preview: true });
    },
  };
}

/** What aws-node runs with, in sight of the document in the active editor. */
export async function showConfiguration(pages: Pages): Promise<void> {
  const params = activeDocument();
  if (params) await pages.open('Effective Configuration', CONFIGURATION, params);
}

/** What another release would change, in sight of the document in the active editor. */
export async function previewUpgrade(client: BaseLanguageClient, pages: Pages): Promise<void> {
  const params = activeDocument();
  if (!params) return;
  const { inSight, known } = await client.sendRequest<Releases>(RELEASES, params);
  const from = inSight.length > 0 ? undefined : await pick(known, 'Release that the cluster runs');
  if (inSight.length === 0 && from === undefined) return;
  const to = await pick(known, `Release to compare ${from ?? inSight.join(' and ')} with`);
  if (to === undefined) return;
  const asked: UpgradeParams = { ...params, ...(from !== undefined && { from }), to };
  await pages.open(`Upgrade to ${to}`, UPGRADE, asked);
}

const VERSION = /^v?\d+\.\d+\.\d+(-[\w.-]+)?$/;

/** One of the releases, or any other that is typed in. */
function pick(known: readonly string[], placeholder: string): Promise<string | undefined> {
  const box = window.createQuickPick();
  box.title = 'VPC CNI: Preview Upgrade';
  box.placeholder = `${placeholder} (any can be typed in)`;
  const offer = (typed: string) => {
    const own = VERSION.test(typed) && !known.includes(typed) ? [typed.replace(/^v/, '')] : [];
    box.items = [...own, ...known].map((label) => ({ label }));
  };
  offer('');
  return new Promise((resolve) => {
    box.onDidChangeValue((value) => offer(value.trim()));
    box.onDidAccept(() => {
      resolve(box.selectedItems[0]?.label);
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}

/** Undefined: nothing that could be asked about, and the user is told so. */
function activeDocument(): DocumentParams | undefined {
  const uri = window.activeTextEditor?.document.uri;
  if (uri && uri.scheme !== SCHEME) return { uri: uri.toString() };
  void window.showInformationMessage(
    'Open a manifest of the cluster first: the page is about what is in sight of it.',
  );
  return undefined;
}
