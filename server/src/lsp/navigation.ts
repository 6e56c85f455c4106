import {
  type Connection,
  type DocumentHighlight,
  DocumentHighlightKind,
  ErrorCodes,
  type Location,
  LSPErrorCodes,
  type RenameParams,
  ResponseError,
  SymbolKind,
  type TextDocumentPositionParams,
  type TextEdit,
  type WorkspaceEdit,
  type WorkspaceSymbol,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzeDocuments } from '../core/analysis.js';
import { choosingKeys, type Named, namedAt, type Occurrence } from '../core/features/occurrences.js';
import { renameEdits, whyNoName, whyOfZone } from '../core/features/rename.js';
import { workspaceSymbols } from '../core/features/workspaceSymbols.js';
import { editOf, rangeOf } from './convert.js';
import { keyOf } from './folders.js';
import type { guard } from './guard.js';
import type { Opened, Workspace } from './workspace.js';

/** Definitions, references, highlights, renaming, and the search for objects in the workspace. */
export function registerNavigation(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
): void {
  const at = ({ textDocument, position }: TextDocumentPositionParams) => {
    const opened = workspace.open(textDocument.uri);
    const named = opened && namedAt(opened.analysis, opened.document.offsetAt(position));
    return opened && named ? { opened, named } : undefined;
  };
  const locationOf = ({ fact, span }: Occurrence): Location[] => {
    const place = workspace.index.homes.placeOf(fact, span);
    return place ? [{ uri: place.name, range: { start: place.start, end: place.end } }] : [];
  };

  connection.onDefinition(
    guarded('definition', null, (params) => {
      const found = at(params)?.named.occurrences.filter(({ kind }) => kind === 'definition') ?? [];
      return found.flatMap(locationOf);
    }),
  );

  connection.onReferences(
    guarded('references', null, ({ context, ...params }) => {
      const { occurrences = [] } = at(params)?.named ?? {};
      // Some clients send no context.
      const wantsAll = context?.includeDeclaration !== false;
      return occurrences.filter(({ kind }) => wantsAll || kind === 'reference').flatMap(locationOf);
    }),
  );

  connection.onDocumentHighlight(
    guarded('highlight', null, (params): DocumentHighlight[] => {
      const { occurrences = [] } = at(params)?.named ?? {};
      return occurrences.flatMap((occurrence) =>
        locationOf(occurrence)
          .filter(({ uri }) => keyOf(uri) === keyOf(params.textDocument.uri))
          .map(({ range }) => ({
            range,
            kind: occurrence.kind === 'definition' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
          })),
      );
    }),
  );

  connection.onPrepareRename(
    guarded('prepare rename', null, (params) => {
      const found = at(params);
      const placeholder = found && renamed(found);
      return found && placeholder !== undefined
        ? { range: rangeOf(found.opened.document, found.named.span), placeholder }
        : null;
    }),
  );

  connection.onRenameRequest(
    guarded.later<RenameParams, WorkspaceEdit | null>(
      'rename',
      null,
      ({ newName, ...params }) => rename(params, newName),
      ({ textDocument }) => workspace.textNow(textDocument.uri),
    ),
  );

  async function rename(params: TextDocumentPositionParams, next: string): Promise<WorkspaceEdit | null> {
    const found = at(params);
    const name = found && renamed(found);
    if (!found || name === undefined)
      throw new ResponseError(ErrorCodes.InvalidParams, 'There is no name of an ENIConfig here.');
    const why = whyNoName(next);
    if (why !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, why);
    if (next === name) return null;
    const { cluster } = found.opened.analysis;
    if (cluster.eniConfigs.some((config) => config.name?.value === next))
      throw new ResponseError(ErrorCodes.InvalidParams, `There is an ENIConfig called ${next} already.`);
    const whyZone = whyOfZone(name, cluster);
    if (whyZone !== undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, whyZone);
    const uris = new Map(found.named.occurrences.flatMap(locationOf).map(({ uri }) => [keyOf(uri), uri]));
    uris.set(keyOf(params.textDocument.uri), params.textDocument.uri);
    const keys = choosingKeys(cluster);
    const changes: Record<string, TextEdit[]> = {};
    for (const uri of uris.values()) {
      const text = await workspace.textOf(uri);
      if (text === undefined)
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} cannot be read, so nothing is renamed.`);
      const document = TextDocument.create(uri, 'yaml', 0, text);
      const known = workspace.open(uri)?.analysis.documents;
      const documents = known ?? analyzeDocuments(text, workspace.settingsOf(uri));
      const edits = renameEdits({ documents }, name, next, keys);
      if (edits.length > 0) changes[uri] = edits.map((edit) => editOf(document, edit));
    }
    return { changes };
  }

  connection.onWorkspaceSymbol(
    guarded.later('workspace symbol', null, ({ query }: WorkspaceSymbolParams): WorkspaceSymbol[] | null =>
      workspaceSymbols(workspace.index.sights(), query).flatMap(({ name, detail, fact, span }) =>
        locationOf({ fact, span, kind: 'definition' }).map((location) => ({
          name,
          containerName: detail,
          kind: SymbolKind.Object,
          location,
        })),
      ),
    ),
  );
}

/** The name of an ENIConfig that is not only that of a zone; undefined: nothing that can be renamed. */
const renamed = ({ named, opened }: { named: Named; opened: Opened }): string | undefined => {
  if (named.kind !== 'eni-config') return undefined;
  const edits = renameEdits(
    opened.analysis,
    named.name,
    `${named.name}-x`,
    choosingKeys(opened.analysis.cluster),
  );
  // It stands at the very place that one asks about.
  const isHere = edits.some(({ span }) => span.start <= named.span.end && named.span.start <= span.end);
  return isHere ? named.name : undefined;
};
