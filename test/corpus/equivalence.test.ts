import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze } from '../../server/src/core/analysis.js';
import { allowActions } from '../../server/src/core/features/allowActions.js';
import { codeActions } from '../../server/src/core/features/codeActions.js';
import { codeLenses } from '../../server/src/core/features/codeLenses.js';
import { complete } from '../../server/src/core/features/complete.js';
import { selectedTypes } from '../../server/src/core/features/density.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { documentLinks } from '../../server/src/core/features/documentLinks.js';
import { configurationText } from '../../server/src/core/features/effectiveConfiguration.js';
import { hover } from '../../server/src/core/features/hover.js';
import { inlayHints } from '../../server/src/core/features/inlayHints.js';
import { installsOf } from '../../server/src/core/features/installNames.js';
import { typesInSight } from '../../server/src/core/features/nodes.js';
import { symbols } from '../../server/src/core/features/symbols.js';
import { sightOf } from '../../server/src/core/model/sight.js';
import { startsOf } from '../../server/src/core/model/starts.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { actionOf, diagnosticOf, hoverOf } from '../../server/src/lsp/convert.js';
import { fileOf, WorkspaceIndex } from '../../server/src/lsp/workspaceIndex.js';
import { inputsFrom } from '../fuzz/inputs.js';
import { acted, acts } from '../support/editing.js';

/** Of one cluster: what is said in one of them is found, or not, because of the others. */
const FILES = ['aws-node.yaml', 'cluster.yaml', 'karpenter.yaml'].map((name) => ({
  uri: `file:///workspace/${name}`,
  text: readFileSync(`examples/nodes/${name}`, 'utf8'),
}));

const SETTINGS: readonly Settings[] = [
  { ...DEFAULT_SETTINGS, codeLens: true },
  { ...DEFAULT_SETTINGS, codeLens: true, cniVersion: '1.11.0', instanceType: 'm5.large' },
  { ...DEFAULT_SETTINGS, maxPodsCeiling: false, unmanagedEnis: 1, rules: { 'fatal-value': 'hint' } },
];

/** The open files of a workspace, as the language server keeps them. */
class Files {
  readonly #index = new WorkspaceIndex();
  readonly #analyses = new Map<string, { readonly analysis: Analysis; readonly edition: number }>();
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  analysis(uri: string, text: string): Analysis {
    const known = this.#analyses.get(uri);
    if (known?.analysis.text === text && known.edition === this.#index.edition) return known.analysis;
    const analysis = analyze(text, this.#settings, {
      ...(known && { previous: known.analysis }),
      onBug: (rule, cause) => {
        throw new Error(`${rule} threw`, { cause });
      },
      elsewhere: (own, documents) => {
        this.#index.set(sightOf(fileOf(uri), text, documents));
        return this.#index.neighboursOf(uri, own);
      },
    });
    this.#analyses.set(uri, { analysis, edition: this.#index.edition });
    return analysis;
  }

  /** All answers about all files, once each has been seen with the others. */
  answers(texts: ReadonlyMap<string, string>, places: readonly number[]): object[] {
    for (const [uri, text] of texts) this.analysis(uri, text);
    return [...texts].map(([uri, text]) => this.#about(this.analysis(uri, text), uri, places));
  }

  #about(analysis: Analysis, uri: string, places: readonly number[]): object {
    const { text } = analysis;
    const settings = this.#settings;
    const { homes } = this.#index;
    const document = TextDocument.create(uri, 'yaml', 1, text);
    const types = selectedTypes(settings, typesInSight(analysis));
    const range = { start: 0, end: text.length };
    return {
      starts: startsOf(analysis.documents),
      documents: analysis.documents.map(({ text: own, facts }) => ({ text: own, facts })),
      findings: diagnose(analysis, { withAllowed: true }).map((each) => diagnosticOf(document, each, homes)),
      actions: [...codeActions(analysis, range), ...allowActions(analysis, range)].map((each) =>
        actionOf(document, each, homes, true),
      ),
      symbols: symbols(analysis),
      hints: inlayHints(analysis, range, settings, types),
      lenses: codeLenses(analysis, settings, types),
      links: documentLinks(analysis),
      page: configurationText(installsOf(analysis), {
        homes,
        nameOf: ({ name }) => name,
        sight: analysis.cluster,
      }),
      places: places.map((place) => {
        const offset = Math.floor((place * (text.length + 1)) / 65_536);
        const found = hover(analysis, offset, settings, types);
        return {
          hover: found && hoverOf(document, found),
          completions: complete(analysis, offset, settings),
        };
      }),
    };
  }
}

test('after any edits of files that are seen together all is as if they had just been opened', () => {
  const inputs = inputsFrom([]);
  const places = fc.array(fc.noBias(fc.nat(65_535)), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(acts(8), places, fc.nat(SETTINGS.length - 1), (script, asked, choice) => {
      const settings = SETTINGS[choice] ?? DEFAULT_SETTINGS;
      const texts = new Map(FILES.map(({ uri, text }) => [uri, text]));
      const files = new Files(settings);
      files.answers(texts, asked);
      for (const act of script) {
        const { uri } = FILES[act.file] ?? { uri: '' };
        const text = acted(texts.get(uri) ?? '', act, inputs);
        texts.set(uri, text);
        // Sometimes nobody asks in between.
        if (act.choice % 3 > 0) files.analysis(uri, text);
        if (act.choice % 3 > 1) files.answers(texts, []);
      }
      assert.deepStrictEqual(files.answers(texts, asked), new Files(settings).answers(texts, asked));
    }),
    { numRuns: 60 },
  );
});
