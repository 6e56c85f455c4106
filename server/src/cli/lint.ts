import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyze, mayBeOurs } from '../core/analysis.js';
import { diagnose } from '../core/features/diagnose.js';
import { DEFAULT_SETTINGS, type Severity } from '../core/settings.js';
import type { ExitStatus } from './exitStatus.js';

export interface LintOptions {
  readonly format: 'text' | 'json';
  readonly cniVersion?: string;
  readonly instanceType?: string;
}

/** One finding as `--format json` prints it. Lines and columns from 1, columns in UTF-16 code units. */
interface LintFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly safe: boolean }[];
}

const STDIN = '-';

/** Prints what is wrong in the files that the paths name. */
export async function lint(paths: readonly string[], options: LintOptions): Promise<ExitStatus> {
  const settings = {
    ...DEFAULT_SETTINGS,
    cniVersion: options.cniVersion?.replace(/^v/, '') ?? '',
    instanceType: options.instanceType ?? '',
  };
  const { files, complaints } = await filesOf(paths);
  const findings: LintFinding[] = [];
  let count = 0;
  for (const file of files) {
    const text = read(file, complaints);
    if (text === undefined) continue;
    count++;
    if (!mayBeOurs(text)) continue;
    const name = file === STDIN ? '<stdin>' : relative(file);
    const document = TextDocument.create(name, 'yaml', 0, text);
    for (const finding of diagnose(analyze(text, settings))) {
      const [start, end] = [document.positionAt(finding.span.start), document.positionAt(finding.span.end)];
      findings.push({
        file: name,
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        severity: finding.severity,
        rule: finding.rule,
        message: finding.message,
        fixes: (finding.fixes ?? []).map(({ title, safe }) => ({ title, safe })),
      });
    }
  }
  if (count > 0 || complaints.length === 0) print(count, findings, options.format);
  for (const complaint of complaints) process.stderr.write(`vpc-cni: ${complaint}\n`);
  if (complaints.length > 0) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

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

/** Files to read, each once, in the order of the paths; what cannot be found is a complaint. */
async function filesOf(
  paths: readonly string[],
): Promise<{ files: readonly string[]; complaints: string[] }> {
  const files = new Set<string>();
  const complaints: string[] = [];
  for (const given of paths) {
    const kind = given === STDIN ? 'file' : kindOf(given);
    if (kind === 'file') {
      files.add(given);
    } else if (kind === 'folder') {
      for (const file of (await inFolder(given)).sort()) files.add(file);
    } else {
      const found = isDynamicPattern(given) ? await glob(given, { dot: true, expandDirectories: false }) : [];
      if (found.length === 0) complaints.push(`${given}: no such file or folder`);
      for (const file of found.sort()) files.add(file);
    }
  }
  return { files: [...files], complaints };
}

const inFolder = (folder: string): Promise<string[]> =>
  glob('**/*.{yaml,yml,json}', {
    cwd: folder,
    absolute: true,
    dot: true,
    ignore: ['**/node_modules/**', '**/.git/**'],
    caseSensitiveMatch: false,
    followSymbolicLinks: false,
  });

function kindOf(given: string): 'file' | 'folder' | undefined {
  const stats = statSync(given, { throwIfNoEntry: false });
  return stats && (stats.isDirectory() ? 'folder' : 'file');
}

function read(file: string, complaints: string[]): string | undefined {
  try {
    // 0 is standard input.
    return readFileSync(file === STDIN ? 0 : file, 'utf8');
  } catch (error) {
    complaints.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** As a reader in this folder would write it, with forward slashes. */
function relative(file: string): string {
  const from = path.relative(process.cwd(), path.resolve(file));
  return (from.startsWith('..') ? path.resolve(file) : from).replaceAll(path.sep, '/');
}
