import {
  Disposable,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type DocumentParams, EXPLORE_POD_DENSITY, STATUS, type Status } from '../../server/src/protocol.js';
import { DOCUMENTS, onStatusChanged } from './client.js';
import { OPEN_SETTINGS, SELECT_INSTANCE_TYPE, SHOW_CONFIGURATION } from './commands.js';
import { tellManifestSeen } from './example.js';

const DELAY_MS = 300;

const ORIGIN: Record<Status['origin'], string> = {
  setting: 'Instance type from the setting `vpcCni.instanceType`.',
  team: 'Instance type from `.vpc-cni.yaml`, which counts more than the setting.',
  manifest: 'Instance type from this manifest or those near it.',
  default: 'No instance type in sight: the usual one is assumed.',
};

/** Keeps "m5.large · 29 pods · prefix delegation" in the status bar while the active editor shows a document of ours. */
export function showStatus(client: BaseLanguageClient): Disposable {
  const item = window.createStatusBarItem('vpcCni.status', StatusBarAlignment.Right, 100);
  item.name = 'VPC CNI: Pods per Node';
  item.command = SELECT_INSTANCE_TYPE;

  let turn = 0;
  const update = async () => {
    const mine = ++turn;
    const document = window.activeTextEditor?.document;
    const status = document && (await ask(client, document));
    if (mine !== turn) return; // Another question has gone out meanwhile.
    if (status) void tellManifestSeen();
    if (!status || !workspace.getConfiguration('vpcCni', document).get('statusBar', true)) return item.hide();
    item.text = `${iconOf(status)}${parts(status).join(' · ')}`;
    item.tooltip = tooltip(status, document.uri);
    item.accessibilityInformation = {
      label: `VPC CNI: ${parts(status).join(', ')}. Select an instance type`,
      role: 'button',
    };
    item.show();
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY_MS);
  };
  return Disposable.from(
    item,
    { dispose: () => clearTimeout(timer) },
    onStatusChanged(updateSoon),
    client.onDidChangeState(({ newState }) => newState !== State.Starting && void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
    workspace.onDidChangeTextDocument(
      ({ document }) => document === window.activeTextEditor?.document && updateSoon(),
    ),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('vpcCni') && updateSoon()),
  );
}

async function ask(client: BaseLanguageClient, document: TextDocument): Promise<Status | null> {
  if (!client.isRunning() || !languages.match(DOCUMENTS, document)) return null;
  const params: DocumentParams = { uri: document.uri.toString() };
  try {
    return await client.sendRequest<Status | null>(STATUS, params);
  } catch {
    return null; // The server is leaving; the client has said so.
  }
}

const parts = ({ instanceType, maxPods, mode, stop, isReading }: Status): string[] => {
  if (isReading) return [instanceType, 'reading the workspace'];
  if (stop) return [instanceType, stop.short];
  return [
    instanceType,
    ...(maxPods === undefined ? [] : [`${maxPods} pods`]),
    ...(mode === undefined ? [] : [mode]),
  ];
};

const iconOf = ({ stop, isReading }: Status): string =>
  isReading ? '$(loading~spin) ' : stop ? '$(error) ' : '';

/** Commands of ours that the tooltip offers: no others can be run from it. */
const OFFERED: readonly (readonly [title: string, command: string])[] = [
  ['$(graph) Explore Pod Density', EXPLORE_POD_DENSITY],
  ['$(list-tree) Show Effective Configuration', SHOW_CONFIGURATION],
  ['$(server) Select Instance Type', SELECT_INSTANCE_TYPE],
  ['$(gear) Settings', OPEN_SETTINGS],
];

function tooltip(status: Status, uri: Uri): MarkdownString {
  const { mode, formula, origin, stop, isReading } = status;
  const markdown = new MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: OFFERED.map(([, command]) => command) };
  // Names of types come out of manifests: they are no Markdown.
  markdown.appendText(parts(status).join(' · '));
  if (stop && !isReading) markdown.appendMarkdown('\n\n').appendText(stop.why);
  const target = encodeURIComponent(JSON.stringify([{ uri: uri.toString() }]));
  const links = OFFERED.map(
    ([title, command]) =>
      `[${title}](command:${command}${command === EXPLORE_POD_DENSITY ? `?${target}` : ''})`,
  );
  return markdown.appendMarkdown(
    [
      '',
      ...(formula && !stop && !isReading ? [`\`${formula}\``] : []),
      ...(mode === undefined ? ['The configuration of aws-node is not known from this file.'] : []),
      ORIGIN[origin],
      '---',
      links.join('  \n'),
    ].join('\n\n'),
  );
}
