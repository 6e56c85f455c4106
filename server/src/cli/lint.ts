import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../core/analysis.js';
import { diagnose } from '../core/features/diagnose.js';
import type { Homes, Position } from '../core/model/sight.js';
import type { Span } from '../core/model/span.js';
import { DEFAULT_SETTINGS, type Severity } from '../core/settings.js';
import type { ExitStatus } from './exitStatus.js';
import { type ReadingOptions, readManifests } from './manifests.js';

export interface LintOptions extends ReadingOptions {
  readonly format: 'text' | 'json';
  readonly cniVersion?: string;
  readonly instanceType?: string;
}

/** A place as `--format json` prints it. Lines and columns from 1, columns in UTF-16 code units. */
interface LintPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** One finding as `--format json` prints it. */
interface LintFinding extends LintPlace {
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
  /** Other places that have to do with it, in this file or another. */
  readonly related: readonly (LintPlace & { readonly message: string })[];
}

/** Prints what is wrong in the files that the paths name. */
export async function lint(paths: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const settings = {
    ...DEFAULT_SETTINGS,
    cniVersion: options.cniVersion ?? '',
    instanceType: options.instanceType ?? '',
  };
  const { count, ours, neighbours, homes, complaints } = await readManifests(paths, settings, options);
  const findings = ours.flatMap(({ name, path, text, documents }) => {
    const analysis = analyze(text, settings, {
      previous: { documents },
      elsewhere: (own) => neighbours(path, own),
    });
    return found(name, text, analysis, homes);
  });
  if (count > 0 || complaints.length === 0) print(count, findings, options.format);
  for (const complaint of complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
  if (complaints.length > 0) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function found(name: string, text: string, analysis: Analysis, homes: Homes): LintFinding[] {
  const document = TextDocument.create(name, 'yaml', 0, text);
  const here = (span: Span): LintPlace => ({
    file: name,
    ...placeOf(document.positionAt(span.start), document.positionAt(span.end)),
  });
  return diagnose(analysis).map((finding) => ({
    ...here(finding.span),
    severity: finding.severity,
    rule: finding.rule,
    message: finding.message,
    fixes: (finding.fixes ?? []).map(({ title, safe }) => ({ title, safe })),
    related: (finding.related ?? []).flatMap(({ span, message, elsewhere }) => {
      if (!elsewhere) return [{ ...here(span), message }];
      const place = homes.placeOf(elsewhere, span);
      return place ? [{ file: place.name, ...placeOf(place.start, place.end), message }] : [];
    }),
  }));
}

const placeOf = (start: Position, end: Position) => ({
  line: start.line + 1,
  column: start.character + 1,
  endLine: end.line + 1,
  endColumn: end.character + 1,
});

function print(files: number, findings: readonly LintFinding[], format: LintOptions['format']): void {
  if (format === 'json') {
    process.stdout.write(`${JSON.stringify({ files, findings }, null, 2)}\n`);
    return;
  }
  for (const { file, line, column, severity, rule, message } of findings) {
    process.stdout.write(`${file}:${line}:${column}: ${severity} ${rule}: ${message}\n`);
  }
  const counts = (['error', 'warning', 'information', 'hint'] as const).flatMap((severity) => {
    const n = findings.filter((f) => f.severity === severity).length;
    return n > 0 ? [`${n} ${severity}${n === 1 || severity === 'information' ? '' : 's'}`] : [];
  });
  process.stdout.write(
    `${files} ${files === 1 ? 'file' : 'files'}: ${counts.join(', ') || 'nothing to report'}\n`,
  );
}
