import type { Facts, FactsInProgress, Install, PatchTarget } from '../model/facts.js';
import { emptyFacts } from '../model/facts.js';
import { embeddedDocument, nested } from '../model/nested.js';
import { isPatternOf } from '../model/selected.js';
import { at, entry, type Node, type ScalarNode } from '../model/tree.js';
import type { Carrier, Surroundings } from './carrier.js';
import { changedSettings, chartPatchInstall } from './chartPatch.js';
import { cniConfigMap } from './cniConfigMap.js';
import { daemonSet } from './daemonSet.js';
import { eniConfig } from './eniConfig.js';
import { textOf } from './fields.js';
import { gather } from './gathered.js';
import { jsonPatchInstall, settingsChangedBy } from './jsonPatch.js';
import { isOfPlugin } from './jsonPatchContainers.js';
import { securityGroupPolicy } from './securityGroupPolicy.js';

/** Patches of these are read as objects of which the rest is somewhere else. */
const OBJECTS: readonly Carrier[] = [eniConfig, securityGroupPolicy, cniConfigMap];

/** A patch that is written in a kustomization. `installs`: all that it may do to an aws-node, one for each document. */
export interface InlinePatch {
  readonly facts: Partial<Facts>;
  readonly installs: readonly Install[];
  readonly isRead: boolean;
}

export function inlinePatch(
  scalar: ScalarNode,
  target: PatchTarget | undefined,
  surroundings: Surroundings,
): InlinePatch {
  const { source } = surroundings;
  const { root, problems, templated, embedded } = embeddedDocument(scalar, source);
  const several = /^---/m.test(scalar.text.trimStart()) ? nested(scalar, source) : undefined;
  const documents = several ?? (root ? [root] : []);
  const isOpen = surroundings.templated || templated || scalar.conditional;
  const facts = emptyFacts();
  const installs = documents.flatMap((document) =>
    partOf(document, target, { ...surroundings, templated: isOpen }, facts),
  );
  if (documents.length > 0) facts.embedded.push(embedded);
  const isRead = documents.length > 0 && (several !== undefined || problems.length === 0) && !scalar.open;
  return { facts, installs, isRead };
}

function partOf(
  object: Node,
  target: PatchTarget | undefined,
  surroundings: Surroundings,
  into: FactsInProgress,
): readonly Install[] {
  if (object.kind === 'list') {
    const patch = jsonPatchInstall(object, surroundings);
    into.clusterSettings.push(...settingsChangedBy(object));
    if (!patch) return [];
    // One that only gives another name sets nothing.
    const isForOurs = isOfPlugin(patch) || isForAwsNode(target);
    if (isForOurs && (patch.operations ?? []).length > 0) into.installs.push(patch);
    return [patch];
  }
  if (daemonSet.matches(object)) {
    const {
      installs = [],
      patches = [],
      objects = [],
      instanceTypes = [],
    } = daemonSet.read(object, surroundings);
    const parts = installs.map(part);
    into.installs.push(...parts);
    into.objects.push(...objects);
    into.instanceTypes.push(...instanceTypes);
    return [...parts, ...patches];
  }
  const values = chartPatchInstall(object, surroundings);
  if (values) {
    into.clusterSettings.push(...changedSettings(at(object, 'spec', 'values')));
    return [values];
  }
  for (const carrier of OBJECTS) {
    if (!carrier.matches(object)) continue;
    // As if more of it came from a template.
    const { structures: _, ...read } = carrier.read(object, { ...surroundings, templated: true });
    gather(into, read);
  }
  return [];
}

/** However much of it is written. */
const part = (install: Install): Install => ({
  ...install,
  complete: false,
  containers: install.containers.map((container) => ({ ...container, complete: false })),
});

const isForAwsNode = (target: PatchTarget | undefined): boolean =>
  target?.name !== undefined &&
  isPatternOf(target.name, 'aws-node') === true &&
  isPatternOf(target.kind, 'DaemonSet') === true;

/** Undefined: none is given. */
export function targetOf(node: Node | undefined): PatchTarget | undefined {
  if (node?.kind !== 'map') return undefined;
  const [kind, name] = [at(node, 'kind'), at(node, 'name')].map((n) => textOf(n));
  const isOpen = [kind, name].some((one) => one && one.value === undefined);
  return {
    ...(kind?.value && { kind: kind.value }),
    ...(name?.value && { name: name.value }),
    selected: isOpen || ['labelSelector', 'annotationSelector'].some((key) => entry(node, key)),
  };
}
