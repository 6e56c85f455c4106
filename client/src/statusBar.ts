import {
  Disposable,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { type DocumentParams, STATUS, STATUS_CHANGED, type Status } from '../../server/src/protocol.js';
import { DOCUMENTS } from './client.js';
import { SELECT_INSTANCE_TYPE } from './commands.js';

const DELAY_MS = 300;

const ORIGIN: Record<Status['origin'], string> = {
  setting: 'Instance type from the setting `vpcCni.instanceType`.',
  manifest: 'Instance type from this manifest or those near it.',
  default: 'No instance type in sight: the usual one is assumed.',
};

/** Keeps "m5.large · 29 pods" in the status bar while the active editor shows a document of ours. */
export function showStatus(client: LanguageClient): Disposable {
  const item = window.createStatusBarItem('vpcCni.status', StatusBarAlignment.Right, 100);
  item.name = 'VPC CNI: Pods per Node';
  item.command = SELECT_INSTANCE_TYPE;

  let turn = 0;
  const update = async () => {
    const mine = ++turn;
    const document = window.activeTextEditor?.document;
    const status = document && (await ask(client, document));
    if (mine !== turn) return; // Another question has gone out meanwhile.
    if (!status || !workspace.getConfiguration('vpcCni', document).get('statusBar', true)) return item.hide();
    item.text = text(status);
    item.tooltip = tooltip(status);
    item.accessibilityInformation = {
      label: `VPC CNI: ${item.text}, select an instance type`,
      role: 'button',
    };
    item.show();
  };

  let timer: NodeJS.Timeout | undefined;
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY_MS);
  };
  return Disposable.from(
    item,
    { dispose: () => clearTimeout(timer) },
    client.onNotification(STATUS_CHANGED, updateSoon),
    client.onDidChangeState(({ newState }) => newState !== State.Starting && void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
    workspace.onDidChangeTextDocument(
      ({ document }) => document === window.activeTextEditor?.document && updateSoon(),
    ),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('vpcCni') && updateSoon()),
  );
}

async function ask(client: LanguageClient, document: TextDocument): Promise<Status | null> {
  if (!client.isRunning() || !languages.match(DOCUMENTS, document)) return null;
  const params: DocumentParams = { uri: document.uri.toString() };
  try {
    return await client.sendRequest<Status | null>(STATUS, params);
  } catch {
    return null; // The server is leaving; the client has said so.
  }
}

const text = ({ instanceType, maxPods }: Status): string =>
  maxPods === undefined ? instanceType : `${instanceType} · ${maxPods} pods`;

function tooltip(status: Status): MarkdownString {
  const { mode, formula, origin } = status;
  const lines = [`**${text(status)}**, ${mode}`, formula && `\`${formula}\``, ORIGIN[origin]];
  return new MarkdownString(lines.filter(Boolean).join('\n\n'));
}
