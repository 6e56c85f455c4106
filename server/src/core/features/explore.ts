import type { Analysis } from '../analysis.js';
import { settled } from '../domain/warmPool.js';
import { NO_CLUSTER } from '../model/cluster.js';
import { type Settings, typeNamed, withUnmanagedEnis } from '../settings.js';
import { modeName, selectedTypes } from './density.js';
import type { WhereIs } from './eniConfigHover.js';
import type { CostRow, Exploration, ExplorationQuery } from './exploration.js';
import { controlsOf, reachOf, withoutIdle } from './explorationControls.js';
import { notesOf, sourceOf, whyNotApply } from './explorationNotes.js';
import { type Picture, pictureOf, triedOut } from './explorationPicture.js';
import { poolIn, poolPicture } from './explorationPool.js';
import { MOST_TYPES, triedOf } from './explorationQuery.js';
import { shareOf, subnetRows } from './explorationSubnets.js';
import { costRows, figuresOf } from './explorationTypes.js';
import { typesInSight } from './nodes.js';
import { stopIn } from './stops.js';

/** All that the density explorer shows but the cost table. No analysis: of no file, the plugin's defaults. */
export function explore(
  analysis: Analysis | undefined,
  query: ExplorationQuery,
  given: Settings,
  whereIs?: WhereIs,
): Exploration {
  const seen = analysis?.cluster ?? NO_CLUSTER;
  const { settings, names, left, types, reach, present, picture } = pictured(analysis, query, given);
  const [type] = types;
  const focus = type && names[0] === type.name ? type : undefined;
  const was = focus && poolIn(present, focus, seen, settings);
  const pool = focus && (picture === present ? was : poolIn(picture, focus, seen, settings));
  const pods = query.podsPerNode ?? settings.podsPerNode ?? pool?.pods ?? 0;
  const share = shareOf(picture, focus, pool, pods);
  const scene = { seen, picture, settings };
  const line = poolPicture(was, pool, seen, isDefault(present) ? 'defaults' : 'as written');
  const cannotApply = whyNotApply(analysis);
  const stop = stopIn(picture.installs);
  return {
    source: sourceOf(analysis, whereIs),
    canApply: cannotApply === undefined,
    ...(cannotApply !== undefined && { cannotApply }),
    ...(stop && { stops: stop.why }),
    notes: notesOf({
      ...scene,
      analysis,
      focus,
      pool,
      pods,
      left,
      held: pool && settled(pool.node, pool.targets, pods),
    }),
    mode: picture.mode ? modeName(withUnmanagedEnis(picture.mode, settings)) : 'not known',
    controls: controlsOf(present, picture, reach, focus),
    types: names.map((name) => figuresOf(name, scene)),
    ...(line && { pool: line }),
    subnets: subnetRows(analysis, query.subnets, picture, share),
  };
}

/** What a pod costs on all types that have a price. */
export function costs(
  analysis: Analysis | undefined,
  query: ExplorationQuery,
  given: Settings,
): readonly CostRow[] {
  const { settings, picture } = pictured(analysis, query, given);
  return costRows({ seen: analysis?.cluster ?? NO_CLUSTER, picture, settings });
}

const isDefault = ({ installs }: Picture): boolean => installs.every(({ span }) => span.start < 0);

/** What the question is about: the types, and the aws-nodes as they are and with what is tried. */
export function pictured(analysis: Analysis | undefined, query: ExplorationQuery, given: Settings) {
  const seen = analysis?.cluster ?? NO_CLUSTER;
  const { daemonSetPods = given.daemonSetPods } = query;
  const settings: Settings = { ...given, daemonSetPods };
  const found =
    query.types.length > 0 ? query.types : selectedTypes(given, analysis ? typesInSight(analysis) : []);
  const all = [...new Set(found)];
  const names = all.slice(0, MOST_TYPES);
  const types = names.flatMap((name) => typeNamed(name, settings) ?? []);
  const reach = reachOf(types);
  const present = pictureOf(seen);
  const tried = withoutIdle(triedOf(query.tried), present, reach);
  return {
    settings,
    names,
    left: all.length - names.length,
    types,
    reach,
    present,
    picture: triedOut(seen, tried),
  };
}
