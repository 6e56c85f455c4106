import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  type Connection,
} from 'vscode-languageserver';
import { allowActions } from '../core/features/allowActions.js';
import { codeActions, fixAll, fixAllLater } from '../core/features/codeActions.js';
import { complete } from '../core/features/complete.js';
import { completeConfig } from '../core/features/completeConfig.js';
import { configActions, hoverConfig } from '../core/features/configFile.js';
import { selectedTypes } from '../core/features/density.js';
import { documentLinks } from '../core/features/documentLinks.js';
import type { WhereIs } from '../core/features/eniConfigHover.js';
import { hover } from '../core/features/hover.js';
import { inlayHints } from '../core/features/inlayHints.js';
import { instanceTypeRows, status } from '../core/features/status.js';
import { symbols } from '../core/features/symbols.js';
import {
  type DocumentParams,
  INSTANCE_TYPES,
  type InstanceTypeRow,
  STATUS,
  type Status,
} from '../protocol.js';
import { isConfigFile } from './configFiles.js';
import {
  actionOf,
  completionOf,
  documentLinkOf,
  hoverOf,
  inlayHintOf,
  laterActionOf,
  symbolOf,
} from './convert.js';
import type { guard } from './guard.js';
import { nameIn } from './pages.js';
import type { Opened, Workspace } from './workspace.js';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vpcCni`;

/** What an editor asks about one document: hover, completion, fixes, hints, outline, links, status. */
export function registerAnswers(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
  client: () => ClientCapabilities,
): void {
  const whereIs: WhereIs = (fact, span) => {
    const place = workspace.index.homes.placeOf(fact, span);
    return place && `${nameIn(workspace.folders.uris)(place)}:${place.start.line + 1}`;
  };

  const types = (uri: string) => selectedTypes(workspace.settingsOf(uri), workspace.instanceTypes(uri));

  const judgeOf =
    ({ document, analysis }: Opened) =>
    (text: string) =>
      workspace.judged(document.uri, text, analysis);

  const allOf = (opened: Opened) => fixAll(opened.analysis, judgeOf(opened));

  connection.onHover(
    guarded('hover', null, ({ textDocument, position }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const offset = document.offsetAt(position);
      const answer = isConfigFile(document.uri)
        ? hoverConfig(document.getText(), offset)
        : hover(analysis, offset, workspace.settingsOf(document.uri), types(document.uri), whereIs);
      return answer ? hoverOf(opened.document, answer) : null;
    }),
  );

  connection.onCompletion(
    guarded('completion', null, ({ textDocument, position }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const offset = document.offsetAt(position);
      const answer = isConfigFile(document.uri)
        ? completeConfig(document.getText(), offset)
        : complete(analysis, offset, workspace.settingsOf(document.uri));
      return answer.map((item) => completionOf(opened.document, item));
    }),
  );

  const actionsIn = ({ textDocument, range, context }: CodeActionParams) => {
    const opened = workspace.open(textDocument.uri);
    if (!opened) return null;
    const { document, analysis } = opened;
    const { kinds, wants } = kindsOf(context);
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    // With every move of the cursor, and hardly ever chosen: what it comes to can wait.
    const isLater = !kinds && resolvesEdits(client());
    const all = wants(FIX_ALL) && !isLater ? allOf(opened) : undefined;
    const later = isLater ? fixAllLater(analysis) : undefined;
    const actions = [
      ...(wants(CodeActionKind.QuickFix)
        ? isConfigFile(document.uri)
          ? configActions(document.getText(), span)
          : [...codeActions(analysis, span, judgeOf(opened)), ...allowActions(analysis, span)]
        : []),
      ...(all ? [all] : []),
    ];
    const { documentChanges = false, snippetEditSupport = false } = client().workspace?.workspaceEdit ?? {};
    const snippets = documentChanges && snippetEditSupport;
    return [
      ...actions.map((action) => actionOf(document, action, workspace.index.homes, snippets)),
      ...(later ? [laterActionOf(later, { uri: document.uri })] : []),
    ];
  };
  const actionsNow = guarded('code action', null, actionsIn);
  const actionsLater = guarded.later('code action', null, actionsIn, ({ textDocument }) =>
    workspace.textNow(textDocument.uri),
  );
  connection.onCodeAction((params, token) => {
    const { kinds, wants } = kindsOf(params.context);
    const isLong = wants(FIX_ALL) && (kinds !== undefined || !resolvesEdits(client()));
    return (isLong ? actionsLater : actionsNow)(params, token);
  });

  connection.onCodeActionResolve((asked, token) => {
    const resolved = guarded.later('code action', asked, ({ data }: CodeAction): CodeAction => {
      const opened = typeof data?.uri === 'string' ? workspace.open(data.uri) : undefined;
      const all = opened && allOf(opened);
      return all ? actionOf(opened.document, all, workspace.index.homes, false) : asked;
    });
    return resolved(asked, token);
  });

  connection.languages.inlayHint.on(
    guarded('inlay hint', null, ({ textDocument, range }) => {
      const opened = workspace.open(textDocument.uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
      return inlayHints(analysis, span, workspace.settingsOf(textDocument.uri), types(textDocument.uri)).map(
        (hint) => inlayHintOf(document, hint),
      );
    }),
  );

  connection.onDocumentSymbol(
    guarded('document symbol', null, ({ textDocument }) => {
      const opened = workspace.open(textDocument.uri);
      return opened ? symbols(opened.analysis).map((symbol) => symbolOf(opened.document, symbol)) : null;
    }),
  );

  connection.onDocumentLinks(
    guarded('document link', null, ({ textDocument }) => {
      const opened = workspace.open(textDocument.uri);
      return opened
        ? documentLinks(opened.analysis).map((link) => documentLinkOf(opened.document, link))
        : null;
    }),
  );

  connection.onRequest<Status | null, never>(
    STATUS,
    guarded.later('status', null, ({ uri }: DocumentParams): Status | null => {
      const opened = workspace.open(uri);
      const found =
        opened &&
        status(
          opened.analysis,
          workspace.settingsOf(uri),
          workspace.instanceTypes(uri),
          workspace.givenFor(uri),
        );
      return found ? { ...found, ...(workspace.isReadingFor(uri) && { isReading: true }) } : null;
    }),
  );

  connection.onRequest(
    INSTANCE_TYPES,
    guarded('instance types', [], ({ uri }: DocumentParams): InstanceTypeRow[] =>
      instanceTypeRows(workspace.open(uri)?.analysis, workspace.settingsOf(uri)),
    ),
  );
}

/** Kinds of code actions that are asked for; undefined: all. Some clients send no context, or one kind that is not in a list. */
function kindsOf(context: Partial<CodeActionContext> | undefined) {
  const kinds = context?.only && [context.only].flat();
  const wants = (kind: string): boolean =>
    !kinds || kinds.some((only) => kind === only || kind.startsWith(`${only}.`));
  return { kinds, wants };
}

/** The client asks for an action's edits once it is chosen. */
const resolvesEdits = ({ textDocument }: ClientCapabilities): boolean => {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && resolveSupport?.properties?.includes('edit') === true;
};
