import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { chunks } from '../../server/src/core/model/source.js';
import { RULES } from '../../server/src/core/rules/index.js';

/** A text that cases are made of. */
export interface Input {
  /** What a file with it would be called: some are known by their names. */
  readonly name: string;
  readonly text: string;
}

/** What is committed: manifests as people write them, and the examples of all rules. */
const OWN = ['test/corpus/fixtures', 'examples'];
const IS_MANIFEST = /\.(ya?ml|json|tpl|template|tf)$/;
/** Longer texts make few cases a second; what they hold is in their documents, too. */
const LONGEST = 6000;

/**
 * Documents and files, the same for the same folders. Most are short, so that a case is cheap. `folders`: others beside the
 * project's own.
 */
export function inputsFrom(folders: readonly string[]): readonly Input[] {
  const files = [...OWN, ...folders].flatMap(filesIn);
  const texts = [
    ...files,
    ...RULES.flatMap(({ id, bad, good }) => [
      { name: `${id}.yaml`, text: bad },
      { name: `${id}.yaml`, text: good },
    ]),
  ];
  const seen = new Set<string>();
  return texts
    .flatMap(({ name, text }) => [
      { name, text },
      ...chunks(text).map((document) => ({ name, text: document.text })),
    ])
    .filter(({ text }) => text.length <= LONGEST && text.trim() !== '' && !seen.has(text) && seen.add(text));
}

function filesIn(folder: string): Input[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => IS_MANIFEST.test(name))
    .sort()
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ name: path.basename(file), text: readFileSync(file, 'utf8') }));
}
