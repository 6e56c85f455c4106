import type { Install, PatchTarget } from './facts.js';

/** An aws-node on its way through a kustomization. */
export interface Resource {
  readonly install: Install;
  /** All names that its object goes by: its own, and those that it had before prefixes. None: they are not known. */
  readonly names: readonly string[];
  /** Before a patch gave it another one. Some releases of kustomize still know it by these. */
  readonly formerNames: readonly string[];
}

/** Kinds of the objects in which settings of aws-node have a form, where the object is not known. */
const KINDS: Readonly<Record<Install['form'], readonly string[]>> = {
  manifest: ['DaemonSet'],
  // What comes out of it.
  chart: ['DaemonSet'],
  addon: ['Addon', 'ClusterConfig', 'AWSManagedControlPlane', 'AWSManagedControlPlaneTemplate'],
  kops: ['Cluster'],
  capa: ['AWSManagedControlPlane', 'AWSManagedControlPlaneTemplate'],
};

const kindsOf = ({ form, object }: Install): readonly string[] => (object ? [object.kind] : KINDS[form]);

/** The name of the object; undefined: not known. */
export const objectName = ({ form, object, name }: Install): string | undefined =>
  object ? object.name : form === 'manifest' ? name?.value : undefined;

/** Whether a patch is applied to the object; undefined: that is not known. */
export function isSelected(
  { install, names, formerNames }: Resource,
  target: PatchTarget | undefined,
  patch: Install | undefined,
): boolean | undefined {
  if (!target) {
    // The patch says itself what it is about, and kustomize refuses one that finds nothing.
    if (!patch || !kindsOf(patch).some((kind) => kindsOf(install).includes(kind))) return false;
    const name = objectName(patch);
    if (name === undefined || names.length === 0) return undefined;
    return [...names, ...formerNames].includes(name);
  }
  const isOfKind = anyOf(kindsOf(install).map((kind) => isPatternOf(target.kind, kind)));
  const isNamed = names.length > 0 ? anyOf(names.map((name) => isPatternOf(target.name, name))) : undefined;
  const wasNamed = anyOf(formerNames.map((name) => isPatternOf(target.name, name)));
  if (isOfKind === false || (isNamed === false && wasNamed === false)) return false;
  return isOfKind && isNamed && !target.selected ? true : undefined;
}

const anyOf = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(true) ? true : answers.every((is) => is === false) ? false : undefined;

/** A pattern for the whole of a text. Undefined: one that is not simple enough to be tried. */
export function isPatternOf(pattern: string | undefined, text: string): boolean | undefined {
  if (pattern === undefined || pattern === '' || pattern === text) return true;
  if (text.length > LONGEST) return undefined;
  const plain = pattern.replace(/^\^/, '').replace(/\$$/, '');
  // No sets, groups or counts, and few parts that take as much as they like.
  if (!/^[\w.|*-]+$/.test(plain) || plain.split('*').length > 3 || /(^|[^.])\*/.test(plain)) return undefined;
  return new RegExp(`^(?:${plain})$`).test(text);
}

/** No name is longer. */
const LONGEST = 253;
