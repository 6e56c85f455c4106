import type { Labels } from '../model/facts.js';
import { at, type Node } from '../model/tree.js';
import { hasDirective, labelsOf } from './fields.js';

/** The labels in the metadata of an object or a template of pods. Not complete: a template or patch may hold others. */
export function labelsIn(object: Node | undefined): Labels {
  const metadata = at(object, 'metadata');
  const labels = at(metadata, 'labels');
  return { labels: labelsOf(labels), complete: isFixed(metadata) && isFixed(labels) };
}

/** A map whose keys are all known, or nothing. */
export const isFixed = (map: Node | undefined): boolean =>
  map === undefined ||
  (map.kind === 'map' && map.entries.every(({ key }) => !key.open) && !hasDirective(map)) ||
  (map.kind === 'scalar' && map.type === 'null' && !map.open);
