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
import type { LanguageClient } from 'vscode-languageclient/node';
import { CONFIGURATION, type Page, STATUS_CHANGED } from '../../server/src/protocol.js';

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

export function createPages(client: LanguageClient): Pages {
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

  let timer: NodeJS.Timeout | undefined;
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
    client.onNotification(STATUS_CHANGED, refreshSoon),
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

/** The page about the document in the active editor. */
export async function showConfiguration(pages: Pages): Promise<void> {
  const uri = window.activeTextEditor?.document.uri;
  if (!uri || uri.scheme === SCHEME) {
    void window.showInformationMessage('Open a manifest of the cluster first: its configuration is shown then.');
    return;
  }
  await pages.open('Effective Configuration', CONFIGURATION, { uri: uri.toString() });
}
