import { commands, Disposable, languages, type TextDocument, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import { type DocumentParams, STATUS, type Status } from '../../../server/src/protocol.js';
import { DOCUMENTS, onStatusChanged } from '../client.js';

/** What buttons of editors go by: the paths of the documents in them whose pods can be counted. */
const KEY = 'vpcCni.documentsWithPods';
const DELAY_MS = 300;

/** Keeps the context key right for the editors that are to be seen. */
export function keepDocumentsWithPods(client: BaseLanguageClient): Disposable {
  let turn = 0;
  let said = '';
  const update = async () => {
    const mine = ++turn;
    const documents = new Set(window.visibleTextEditors.map(({ document }) => document));
    const paths = await Promise.all([...documents].map((document) => pathsWithPods(client, document)));
    const key = paths.flat().sort();
    if (mine !== turn || said === key.join('\n')) return;
    said = key.join('\n');
    await commands.executeCommand('setContext', KEY, key);
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, DELAY_MS);
  };
  return Disposable.from(
    { dispose: () => clearTimeout(timer) },
    onStatusChanged(updateSoon),
    client.onDidChangeState(({ newState }) => newState !== State.Starting && void update()),
    window.onDidChangeVisibleTextEditors(() => void update()),
    workspace.onDidChangeTextDocument(
      ({ document }) => window.visibleTextEditors.some((each) => each.document === document) && updateSoon(),
    ),
  );
}

/** The context key `resourcePath` is the path on disk where VS Code runs beside the file, else that of the address. */
async function pathsWithPods(client: BaseLanguageClient, document: TextDocument): Promise<string[]> {
  if (!client.isRunning() || !languages.match(DOCUMENTS, document)) return [];
  const params: DocumentParams = { uri: document.uri.toString() };
  // Where the server is leaving, the client has said so.
  const status = await client.sendRequest<Status | null>(STATUS, params).catch(() => null);
  return status ? [...new Set([document.uri.fsPath, document.uri.path])] : [];
}
