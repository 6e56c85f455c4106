import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentLink,
  type DocumentSymbol,
  type Hover,
  type InlayHint,
  InsertTextMode,
  MarkupKind,
  type Range,
  SymbolKind,
  type TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/carriers/lines.js';
import type { Action } from '../core/features/codeActions.js';
import type { Completion } from '../core/features/complete.js';
import type { DocumentLink as DocumentLinkFact } from '../core/features/documentLinks.js';
import type { Hover as HoverFact } from '../core/features/hover.js';
import type { InlayHint as InlayHintFact } from '../core/features/inlayHints.js';
import type { ShownFinding } from '../core/features/shown.js';
import type { DocumentSymbolFact } from '../core/features/symbols.js';
import type { Homes } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import type { Severity } from '../core/settings.js';

export const SOURCE = 'VPC CNI';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const rangeOf = (document: TextDocument, { start, end }: Span): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Spans of the finding are offsets in the file. `homes` knows the files that other facts are from. */
export function diagnosticOf(document: TextDocument, finding: ShownFinding, homes: Homes): Diagnostic {
  const related = finding.related?.flatMap(({ span, message, elsewhere }) => {
    if (!elsewhere) return [{ location: { uri: document.uri, range: rangeOf(document, span) }, message }];
    const place = homes.placeOf(elsewhere, span);
    return place
      ? [{ location: { uri: place.name, range: { start: place.start, end: place.end } }, message }]
      : [];
  });
  return {
    range: rangeOf(document, finding.span),
    message: finding.message,
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    ...(finding.rule !== undefined && { code: finding.rule }),
    ...(finding.docs !== undefined && { codeDescription: { href: finding.docs } }),
    ...(finding.tag && {
      tags: [finding.tag === 'deprecated' ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary],
    }),
    ...(related && { relatedInformation: related }),
  };
}

export const editOf = (document: TextDocument, { span, text }: Edit): TextEdit => ({
  range: rangeOf(document, span),
  newText: text,
});

/** `snippets`: the client selects what waits for a better text. */
export function actionOf(
  document: TextDocument,
  action: Action,
  homes: Homes,
  snippets: boolean,
): CodeAction {
  const { placeholder } = action;
  return {
    ...headOf(action),
    ...(action.finding && { diagnostics: [diagnosticOf(document, action.finding, homes)] }),
    edit:
      snippets && placeholder !== undefined
        ? { documentChanges: [snippetsOf(document, action.edits, placeholder)] }
        : { changes: { [document.uri]: action.edits.map((edit) => editOf(document, edit)) } },
  };
}

/** `data`: by what the client asks for the rest. */
export const laterActionOf = (action: Omit<Action, 'edits'>, data: unknown): CodeAction => ({
  ...headOf(action),
  data,
});

const headOf = ({ title, kind, preferred }: Omit<Action, 'edits'>): CodeAction => ({
  title,
  kind: kind === 'fix-all' ? `${CodeActionKind.SourceFixAll}.vpcCni` : CodeActionKind.QuickFix,
  ...(preferred && { isPreferred: true }),
});

const snippetsOf = (
  document: TextDocument,
  edits: readonly Edit[],
  placeholder: string,
): TextDocumentEdit => ({
  textDocument: { uri: document.uri, version: null },
  edits: edits.map(({ span, text }) => ({
    range: rangeOf(document, span),
    snippet: { kind: 'snippet', value: snippetOf(text, placeholder) },
  })),
});

/** As in LSP: `$`, `}` and backslashes of the text stand for themselves. */
function snippetOf(text: string, placeholder: string): string {
  const escaped = (part: string): string => part.replace(/[\\$}]/g, '\\$&');
  const at = text.lastIndexOf(placeholder);
  if (at < 0) return escaped(text);
  const rest = text.slice(at + placeholder.length);
  return `${escaped(text.slice(0, at))}\${1:${escaped(placeholder)}}${escaped(rest)}`;
}

export const hoverOf = (document: TextDocument, { span, markdown }: HoverFact): Hover => ({
  range: rangeOf(document, span),
  contents: { kind: MarkupKind.Markdown, value: markdown },
});

const COMPLETION_KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  variable: CompletionItemKind.Variable,
  value: CompletionItemKind.Value,
  field: CompletionItemKind.Field,
  'instance-type': CompletionItemKind.EnumMember,
};

export const completionOf = (document: TextDocument, item: Completion): CompletionItem => ({
  label: item.label,
  kind: COMPLETION_KINDS[item.kind],
  textEdit: { range: rangeOf(document, item.span), newText: item.text },
  // Later lines of the text carry their own indentation.
  insertTextMode: InsertTextMode.asIs,
  ...(item.filter !== undefined && { filterText: item.filter }),
  ...(item.sort !== undefined && { sortText: item.sort }),
  ...(item.detail !== undefined && { detail: item.detail }),
  ...(item.documentation !== undefined && {
    documentation: { kind: MarkupKind.Markdown, value: item.documentation },
  }),
});

export const inlayHintOf = (
  document: TextDocument,
  { offset, label, tooltip }: InlayHintFact,
): InlayHint => ({
  position: document.positionAt(offset),
  label,
  paddingLeft: true,
  tooltip: { kind: MarkupKind.Markdown, value: tooltip },
});

export const documentLinkOf = (
  document: TextDocument,
  { span, url, tooltip }: DocumentLinkFact,
): DocumentLink => ({ range: rangeOf(document, span), target: url, tooltip });

const SYMBOL_KINDS: Readonly<Record<DocumentSymbolFact['kind'], SymbolKind>> = {
  object: SymbolKind.Object,
  container: SymbolKind.Module,
  variable: SymbolKind.Variable,
};

export const symbolOf = (document: TextDocument, symbol: DocumentSymbolFact): DocumentSymbol => ({
  // An empty name is against the protocol.
  name: symbol.name || '(no name)',
  detail: symbol.detail,
  kind: SYMBOL_KINDS[symbol.kind],
  range: rangeOf(document, symbol.span),
  selectionRange: rangeOf(document, within(symbol.nameSpan, symbol.span)),
  children: symbol.children.map((child) => symbolOf(document, child)),
});

/** The protocol wants the selection inside the symbol; a name behind an alias stands elsewhere. */
const within = (name: Span, { start, end }: Span): Span =>
  start <= name.start && name.end <= end ? name : { start, end: start };
