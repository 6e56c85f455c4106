import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analysis.js';
import { editsOf } from '../core/features/codeActions.js';
import { diagnose, type FileFinding } from '../core/features/diagnose.js';
import type { Position } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import { documentFrom } from '../core/model/starts.js';
import type { Settings, Severity } from '../core/settings.js';
import type { Manifest, Manifests } from './manifests.js';

/** A place in a file. Lines and columns from 1, columns in UTF-16 code units; the end is behind the last one. */
export interface LintPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding as `--format json` prints it. */
export interface LintFinding extends LintPlace {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** Other places that have to do with it, in this file or another. */
  readonly related: readonly (LintPlace & { readonly message: string })[];
  /** The reason that a comment gives for it: it does not count. */
  readonly allowed?: string;
}

/** A finding with what some formats tell of it. */
export interface Found {
  readonly finding: LintFinding;
  /** Page that explains the rule. */
  readonly docs: string;
  /** What it stands in, where that has a kind and a name: `SecurityGroupPolicy shop/web`. */
  readonly object?: string;
  /** Its fixes that are safe, and can be written. */
  readonly safeFixes: () => readonly SafeFix[];
  /** The line it begins on, without its end. */
  readonly sourceLine: () => string;
}

export interface SafeFix {
  readonly title: string;
  readonly changes: readonly { readonly place: LintPlace; readonly text: string }[];
}

/** What is wrong in files that were read, seen together. */
export const findingsIn = (manifests: Manifests, settings: Settings): LintFinding[] =>
  foundIn(manifests, settings).map(({ finding }) => finding);

/** The same, with all that formats tell. `withAllowed`: with what comments allow. */
export const foundIn = (
  manifests: Manifests,
  settings: Settings,
  options: { readonly withAllowed?: boolean } = {},
): Found[] =>
  manifests.ours.flatMap((manifest) =>
    foundOf(manifest, analysisOf(manifest, manifests, settings), manifests, options),
  );

/** A file seen with the others. `text`: in place of its own. */
export const analysisOf = (
  { path, documents, ...manifest }: Manifest,
  { neighbours, bugsIn }: Pick<Manifests, 'neighbours' | 'bugsIn'>,
  settings: Settings,
  text = manifest.text,
): Analysis =>
  analyze(text, settings, {
    previous: { documents },
    ...(bugsIn && { onBug: bugsIn(manifest.name) }),
    elsewhere: (own) => neighbours(path, own),
  });

/** What an analysis found in a text, as `--format json` prints it. */
export const findingsOf = (
  name: string,
  text: string,
  analysis: Analysis,
  manifests: Pick<Manifests, 'homes'>,
): LintFinding[] => foundOf({ name, text }, analysis, manifests).map(({ finding }) => finding);

function foundOf(
  { name, text }: Pick<Manifest, 'name' | 'text'>,
  analysis: Analysis,
  manifests: Pick<Manifests, 'homes'>,
  options: { readonly withAllowed?: boolean } = {},
): Found[] {
  const findings = diagnose(analysis, options);
  if (findings.length === 0) return [];
  // Of all that was worked out no more is kept for what is asked later: there may be thousands of files.
  const { documents } = analysis;
  const document = TextDocument.create(name, 'yaml', 0, text);
  const here = (span: Span): LintPlace => placeIn(name, document, span);
  return findings.map((finding) => {
    const { severity, rule, message, allowed, docs } = finding;
    const place = here(finding.span);
    const object = objectAround(documents, finding);
    return {
      finding: {
        ...place,
        severity,
        rule,
        message,
        fixes: (finding.fixes ?? []).map(({ title, safe }) => ({ title, safe })),
        related: (finding.related ?? []).flatMap(({ span, message, elsewhere }) => {
          if (!elsewhere) return [{ ...here(span), message }];
          const there = manifests.homes.placeOf(elsewhere, span);
          return there ? [{ file: there.name, ...numbers(there.start, there.end), message }] : [];
        }),
        ...(allowed !== undefined && { allowed }),
      },
      docs,
      ...(object !== undefined && { object }),
      safeFixes: () =>
        (finding.fixes ?? []).flatMap((fix) => {
          const edits = fix.safe ? editsOf({ documents }, finding, fix) : undefined;
          const changes = edits?.map(({ span, text }) => ({ place: here(span), text }));
          return changes ? [{ title: fix.title, changes }] : [];
        }),
      sourceLine: () => {
        const start = { line: place.line - 1, character: 0 };
        return document.getText({ start, end: { line: place.line, character: 0 } }).replace(/[\r\n]+$/, '');
      },
    };
  });
}

/** Where a span of a text is, as `lint` tells it. */
export const placeIn = (file: string, document: TextDocument, { start, end }: Span): LintPlace => ({
  file,
  ...numbers(document.positionAt(start), document.positionAt(end)),
});

const numbers = (start: Position, end: Position) => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

/** The innermost object of ours around a finding. */
function objectAround(documents: Analysis['documents'], { span, offset }: FileFinding): string | undefined {
  const objects = documentFrom(documents, offset)?.facts.objects ?? [];
  const [start, end] = [span.start - offset, span.end - offset];
  const around = objects.findLast((object) => object.span.start <= start && end <= object.span.end);
  if (!around) return undefined;
  const namespace = around.fields.find(({ path }) => path === 'metadata.namespace')?.text;
  const name = [namespace, around.name?.value].filter(Boolean).join('/');
  return name ? `${around.kind} ${name}` : around.kind;
}
