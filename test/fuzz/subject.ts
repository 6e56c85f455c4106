import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze, sightIn } from '../../server/src/core/analysis.js';
import { sightOf } from '../../server/src/core/model/sight.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { fileOf, WorkspaceIndex } from '../../server/src/lsp/workspaceIndex.js';
import type { Input } from './inputs.js';

/** A text among others, as the language server sees it. */
export interface Subject {
  readonly uri: string;
  readonly text: string;
  readonly analysis: Analysis;
  readonly document: TextDocument;
  readonly index: WorkspaceIndex;
  readonly settings: Settings;
  /** What it would be with another text. */
  readonly judge: (text: string) => Analysis;
}

/** Settings that change what is read, said or shown. */
const SETTINGS: readonly Settings[] = [
  { ...DEFAULT_SETTINGS, codeLens: true },
  { ...DEFAULT_SETTINGS, codeLens: true, cniVersion: '1.11.0', instanceType: 'm5.large', podsPerNode: 30 },
  {
    ...DEFAULT_SETTINGS,
    maxPodsCeiling: false,
    unmanagedEnis: 1,
    daemonSetPods: 4,
    rules: { 'unknown-variable': 'error', 'fatal-value': 'hint', 'ignored-value': 'off' },
  },
];

const FOLDER = 'file:///workspace';

const throwing = (rule: string, cause: unknown): never => {
  throw new Error(`the rule ${rule} threw`, { cause });
};

/** `stages`: the text after each of several edits, the last of which it is. `others`: what lies beside it. */
export function subjectOf(
  { name, text }: Input,
  {
    stages = [],
    others = [],
    choice = 0,
  }: { stages?: readonly string[]; others?: readonly Input[]; choice?: number } = {},
): Subject {
  const settings = SETTINGS[choice % SETTINGS.length] ?? DEFAULT_SETTINGS;
  const index = new WorkspaceIndex();
  const uri = `${FOLDER}/${name}`;
  for (const other of others) {
    const place = other.name === name ? `other/${name}` : other.name;
    index.set(sightIn(fileOf(`${FOLDER}/${place}`), other.text, settings));
  }
  const asked = (source: string, previous: Analysis | undefined, isKept: boolean): Analysis =>
    analyze(source, settings, {
      ...(previous && { previous }),
      onBug: throwing,
      elsewhere: (own, documents) => {
        if (isKept) index.set(sightOf(fileOf(uri), source, documents));
        return index.neighboursOf(uri, own);
      },
    });
  let analysis: Analysis | undefined;
  for (const stage of [...stages, text]) analysis = asked(stage, analysis, true);
  const last = analysis as Analysis;
  return {
    uri,
    text,
    analysis: last,
    document: TextDocument.create(uri, 'yaml', 1, text),
    index,
    settings,
    judge: (source) => asked(source, last, false),
  };
}
