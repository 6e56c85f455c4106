import assert from 'node:assert/strict';
import { type Analysis, analyze, analyzeDocuments } from '../../server/src/core/analysis.js';
import { diagnose } from '../../server/src/core/features/diagnose.js';
import { Homes, positionIn, type Sight, sightOf } from '../../server/src/core/model/sight.js';
import { stackedNeighbourhood } from '../../server/src/core/model/valueStacks.js';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/core/settings.js';
import { draw } from '../../server/tools/draw.js';
import { plain } from './check.js';

/** Texts by the paths of their files: `nodes/pool.yaml`. */
export type Files = Readonly<Record<string, string>>;

/**
 * Compares the files of a workspace and the findings drawn into them (see `draw`) with what is found when each is seen among
 * the others. Findings that nobody announced fail as well; the difference is the text to paste.
 */
export function checkFiles(drawn: Files, settings: Partial<Settings> = {}): void {
  const { analyses } = workspaceOf(drawn, settings);
  const actual = [...analyses].map(([path, found]) => [path, draw(found.text, diagnose(found))]);
  assert.deepEqual(Object.fromEntries(actual), drawn);
}

/**
 * Where findings lead, one line for each other place: `pool.yaml:12 max-pods-above-capacity → cni/aws-node.yaml:20 message`.
 * A link that leads nowhere fails.
 */
export function linksIn(files: Files, settings: Partial<Settings> = {}): string[] {
  const { analyses, sights, homes } = workspaceOf(files, settings);
  return [...analyses].flatMap(([path, analysis]) => {
    const lines = sights.get(path)?.lines ?? new Uint32Array(1);
    const lineOf = (offset: number): number => positionIn(lines, offset).line + 1;
    return diagnose(analysis).flatMap(({ span, rule, related }) =>
      (related ?? []).map((other) => {
        const place = other.elsewhere && homes.placeOf(other.elsewhere, other.span);
        assert.ok(place || !other.elsewhere, `${rule} in ${path} leads nowhere: ${other.message}`);
        const to = place ? `${place.name}:${place.start.line + 1}` : `${path}:${lineOf(other.span.start)}`;
        return `${path}:${lineOf(span.start)} ${rule} → ${to} ${other.message}`;
      }),
    );
  });
}

/** The files without their notes, each seen among the others, as the language server and `lint` see them. */
export function workspaceOf(files: Files, settings: Partial<Settings> = {}) {
  const chosen = { ...DEFAULT_SETTINGS, ...settings };
  const texts = Object.entries(files).map(([name, drawn]) => {
    const text = plain(drawn);
    return { name, text, documents: analyzeDocuments(text, chosen) };
  });
  const seen = texts.map(
    ({ name, text, documents }): Sight => sightOf({ path: `/workspace/${name}`, name }, text, documents),
  );
  const neighbours = stackedNeighbourhood(seen, { complete: true });
  const homes = new Homes();
  for (const sight of seen) homes.add(sight);
  const analyses = new Map<string, Analysis>();
  const sights = new Map<string, Sight>();
  for (const { name, text, documents } of texts) {
    const path = `/workspace/${name}`;
    const analysis = analyze(text, chosen, {
      previous: { documents },
      elsewhere: (own) => neighbours(path, own),
      onBug: (who, error) => {
        throw new Error(`${who} threw`, { cause: error });
      },
    });
    analyses.set(name, analysis);
    sights.set(name, sightOf({ path, name }, text, analysis.documents));
  }
  return { analyses, sights, homes };
}
