import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analysis.js';
import type { AnalyzedDocument } from '../core/analyzedDocument.js';
import { editsFrom } from '../core/features/codeActions.js';
import { diagnose, type FileFinding } from '../core/features/diagnose.js';
import type { Position } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import { documentFrom } from '../core/model/starts.js';
import type { Fix } from '../core/rules/rule.js';
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
): Found[] => {
  let said: Analysis['said'];
  return manifests.ours.flatMap((manifest) => {
    // Which rules have nothing to say of a cluster holds for the next file, too, which mostly sees the same one.
    const analysis = analysisOf(manifest, manifests, settings, manifest.text, said);
    said = analysis.said;
    return foundOf(manifest, analysis, manifests, options);
  });
};

/** A file seen with the others. `text`: in place of its own. `said`: of another file, with the same settings. */
export const analysisOf = (
  { path, documents, ...manifest }: Manifest,
  { neighbours, bugsIn }: Pick<Manifests, 'neighbours' | 'bugsIn'>,
  settings: Settings,
  text = manifest.text,
  said: Analysis['said'] = undefined,
): Analysis =>
  analyze(text, settings, {
    previous: { documents, ...(said && { said }) },
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
  const document = TextDocument.create(name, 'yaml', 0, text);
  const here = (span: Span): LintPlace => placeIn(name, document, span);
  return findings.map((finding) => {
    const { severity, rule, message, allowed, docs } = finding;
    const place = here(finding.span);
    const home = documentFrom(analysis.documents, finding.offset);
    const object = objectAround(home, finding);
    const { safeFixes, sourceLine } = new Later(name, document, home, finding, place.line);
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
      safeFixes,
      sourceLine,
    };
  });
}

/**
 * What is asked later, and only by some formats. Of all that was worked out about a file no more is kept for that than the document of
 * the finding: there may be thousands of files. A class, since what is a function in the source may be none in the build, and then holds all
 * that is around it.
 */
class Later implements Pick<Found, 'safeFixes' | 'sourceLine'> {
  readonly #name: string;
  readonly #document: TextDocument;
  readonly #home: AnalyzedDocument | undefined;
  readonly #offset: number;
  readonly #safe: readonly Fix[];
  readonly #line: number;

  /** `home`: the document that the finding is in. `line`: of its beginning, from 1. */
  constructor(
    name: string,
    document: TextDocument,
    home: AnalyzedDocument | undefined,
    { offset, fixes = [] }: FileFinding,
    line: number,
  ) {
    this.#name = name;
    this.#document = document;
    this.#offset = offset;
    this.#safe = fixes.filter(({ safe }) => safe);
    this.#home = this.#safe.length > 0 ? home : undefined;
    this.#line = line;
  }

  readonly safeFixes = (): readonly SafeFix[] =>
    this.#safe.flatMap((fix) => {
      const edits = this.#home && editsFrom(this.#home, this.#offset, fix);
      const changes = edits?.map(({ span, text }) => ({
        place: placeIn(this.#name, this.#document, span),
        text,
      }));
      return changes ? [{ title: fix.title, changes }] : [];
    });

  readonly sourceLine = (): string => {
    const start = { line: this.#line - 1, character: 0 };
    const line = this.#document.getText({ start, end: { line: this.#line, character: 0 } });
    return line.replace(/[\r\n]+$/, '');
  };
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
function objectAround(home: AnalyzedDocument | undefined, { span, offset }: FileFinding): string | undefined {
  const objects = home?.facts.objects ?? [];
  const [start, end] = [span.start - offset, span.end - offset];
  const around = objects.findLast((object) => object.span.start <= start && end <= object.span.end);
  if (!around) return undefined;
  const namespace = around.fields.find(({ path }) => path === 'metadata.namespace')?.text;
  const name = [namespace, around.name?.value].filter(Boolean).join('/');
  return name ? `${around.kind} ${name}` : around.kind;
}
