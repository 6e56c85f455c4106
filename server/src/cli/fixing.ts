import { readFileSync, realpathSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Analysis } from '../core/analysis.js';
import type { Edit } from '../core/carriers/lines.js';
import { applied, editsOf, fixAll } from '../core/features/codeActions.js';
import { diagnose } from '../core/features/diagnose.js';
import type { Settings } from '../core/settings.js';
import { decode } from '../node/decode.js';
import { encodeLike } from '../node/encode.js';
import { writeWhole } from '../node/writeWhole.js';
import type { Complaint } from './complaint.js';
import { reason, STDIN_NAME } from './files.js';
import { analysisOf, placeIn } from './findings.js';
import type { Manifest, Manifests } from './manifests.js';
import type { Fixed } from './report/report.js';

/** A value that is mended may be read at last, and what is wrong with it be mended next. */
const MOST_ROUNDS = 10;

/** Standard input, as it came. */
export interface Input {
  readonly bytes: Buffer;
  readonly text: string;
}

export interface Mended {
  /** As the files are now. */
  readonly manifests: Manifests;
  readonly fixed: readonly Fixed[];
  /** What could not be read, and what could not be written. */
  readonly complaints: readonly Complaint[];
  /** Standard input as it should be. */
  readonly output?: Buffer;
}

/**
 * Writes the safe fixes of files into them: those that leave no error behind that was not there. Byte order mark, encoding, line
 * ends and mode stay. `read`: reads the files, and standard input from the text given.
 */
export async function mend(
  read: (stdin: string | undefined) => Promise<Manifests>,
  settings: Settings,
  input: Input | undefined,
): Promise<Mended> {
  let stdin = input?.text;
  const passed = new Map<string, string>();
  if (input && !encodeLike(input.text, input.bytes)) passed.set(STDIN_NAME, NOT_TEXT);
  const fixed: Fixed[] = [];
  let manifests = await read(stdin);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let isChanged = false;
    const written = new Set<string>();
    for (const manifest of manifests.ours) {
      const { name, text } = manifest;
      const mended = passed.has(name) ? undefined : mendedText(manifest, manifests, settings);
      if (!mended) continue;
      const problem = name === STDIN_NAME ? undefined : replace(name, text, mended.text, written);
      if (name === STDIN_NAME) stdin = mended.text;
      isChanged ||= problem === undefined;
      if (problem === undefined) fixed.push(...mended.fixed);
      else if (problem !== LATER) passed.set(name, problem);
    }
    if (!isChanged) break;
    manifests = await read(stdin);
  }
  const complaints = [...passed].map(([file, why]) => ({ file, message: `not fixed: ${why}` }));
  const output = input && stdin !== undefined ? encodeLike(stdin, input.bytes) : undefined;
  return {
    manifests,
    fixed: inOrder(fixed, manifests.names),
    complaints: [...manifests.complaints, ...complaints],
    ...(input && { output: output ?? input.bytes }),
  };
}

/** File by file, whatever round it was in. */
function inOrder(fixed: readonly Fixed[], names: readonly string[]): Fixed[] {
  const places = new Map(names.map((name, i) => [name, i]));
  return [...fixed].sort((a, b) => (places.get(a.file) ?? 0) - (places.get(b.file) ?? 0));
}

/** A file's text with all that is safe to fix; undefined: there is nothing. */
function mendedText(
  manifest: Manifest,
  manifests: Manifests,
  settings: Settings,
): { readonly text: string; readonly fixed: readonly Fixed[] } | undefined {
  const analysis = analysisOf(manifest, manifests, settings);
  const action = fixAll(analysis, (other) => analysisOf(manifest, manifests, settings, other));
  if (!action) return undefined;
  const text = applied(manifest.text, action.edits);
  if (text === manifest.text) return undefined;
  return { text, fixed: fixesIn(manifest.name, analysis, action.edits) };
}

const LATER = 'later';
const NOT_TEXT = 'it holds bytes that are not text';

/** Why a file was not written; undefined: it was. `written`: what was, in this round. */
function replace(name: string, text: string, better: string, written: Set<string>): string | undefined {
  try {
    // Two names may lead to one file: it is another by now, and is read again.
    const file = realpathSync(name);
    if (written.has(file)) return LATER;
    const before = readFileSync(file);
    if (decode(before) !== text) return 'it has changed since it was read';
    const bytes = encodeLike(better, before);
    if (!bytes) return NOT_TEXT;
    writeWhole(file, bytes);
    written.add(file);
    return undefined;
  } catch (error) {
    return reason(error);
  }
}

/** What the edits mend, where it was. */
function fixesIn(name: string, analysis: Analysis, edits: readonly Edit[]): Fixed[] {
  const document = TextDocument.create(name, 'yaml', 0, analysis.text);
  const keyOf = ({ span, text }: Edit): string => `${span.start} ${span.end} ${text}`;
  const made = new Set(edits.map(keyOf));
  return diagnose(analysis).flatMap((finding) => {
    const fix = finding.fixes?.find(({ safe }) => safe);
    if (!fix || !editsOf(analysis, finding, fix)?.every((edit) => made.has(keyOf(edit)))) return [];
    return [{ ...placeIn(name, document, finding.span), rule: finding.rule, title: fix.title }];
  });
}
