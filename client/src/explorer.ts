import {
  commands,
  Disposable,
  type ExtensionContext,
  languages,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EXPLORE_POD_DENSITY, type ExploreTarget } from '../../server/src/protocol.js';
import { DOCUMENTS, onStatusChanged } from './client.js';
import { keepDocumentsWithPods } from './explorer/documentsWithPods.js';
import type { Kept } from './explorer/messages.js';
import { createPanel, createWebview, type Panel, VIEW_TYPE } from './explorer/panel.js';

/** Keys that are typed meanwhile are waited for. */
const DELAY_MS = 300;

/** What the command takes: from a code lens this, from the button of an editor its address, else nothing. */
type Argument = Uri | ExploreTarget | undefined;

/** The density explorer: a page for each document that it was opened from. */
export function registerExplorer(client: BaseLanguageClient, extension: ExtensionContext): Disposable {
  const folder = Uri.joinPath(extension.extensionUri, 'dist');
  /** By the address of their document, '' for none. */
  const panels = new Map<string, Panel>();

  function show(webview: WebviewPanel, uri: string | undefined, types?: readonly string[]): void {
    const panel = createPanel(client, webview, folder, uri, types);
    const key = uri ?? '';
    panels.set(key, panel);
    webview.onDidDispose(() => panels.get(key) === panel && panels.delete(key));
  }

  function explore(argument: Argument): void {
    const { uri = activeDocument(), types } =
      argument instanceof Uri ? { uri: argument.toString() } : (argument ?? {});
    const panel = panels.get(uri ?? '');
    if (panel) panel.reveal(types);
    else show(createWebview(folder), uri, types);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const panel of panels.values()) panel.refresh();
    }, DELAY_MS);
  };
  return Disposable.from(
    { dispose: () => clearTimeout(timer) },
    keepDocumentsWithPods(client),
    commands.registerCommand(EXPLORE_POD_DENSITY, explore),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(webview, kept: Kept | undefined) {
        show(webview, typeof kept?.uri === 'string' ? kept.uri : undefined);
      },
    }),
    onStatusChanged(refreshSoon),
    client.onDidChangeState(refreshSoon),
    workspace.onDidChangeTextDocument(
      ({ document }) => languages.match(DOCUMENTS, document) && refreshSoon(),
    ),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('vpcCni') && refreshSoon()),
  );
}

function activeDocument(): string | undefined {
  const document = window.activeTextEditor?.document;
  return document && languages.match(DOCUMENTS, document) > 0 ? document.uri.toString() : undefined;
}
