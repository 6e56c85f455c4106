import type { Cluster } from './cluster.js';
import type { Install, Kustomization, KustomizePatch } from './facts.js';
import { layered, unread } from './layers.js';
import { commonFolder, folderOf, isWithin, resolved } from './paths.js';
import { named, retagged } from './renamed.js';
import { isSelected, objectName, type Resource } from './selected.js';

/** What a kustomization puts together. */
export interface Build {
  /** The file of the kustomization. */
  readonly path: string;
  /** It, and all files that are part of it, directly or by way of others. */
  readonly files: ReadonlySet<string>;
  /** The aws-nodes that come out. Facts of one text stay as they are; those of several are new and have `layers`. */
  readonly installs: readonly Install[];
  /** All that it puts together is read. */
  readonly complete: boolean;
  /** No other build takes it in, and it is more than a part for others. */
  readonly isTop: boolean;
}

interface File {
  readonly path: string;
  readonly cluster: Pick<Cluster, 'installs' | 'patches' | 'kustomizations'>;
}

export const isKustomizationFile = (path: string): boolean =>
  /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);

/**
 * Each kustomization and what comes out of it, the overlays among them with their bases. `complete`: there are no other files,
 * so that one of which nothing is known says nothing.
 */
export function buildsOf(files: readonly File[], complete = true): readonly Build[] {
  const kustomizations = files.filter(
    ({ path, cluster }) => isKustomizationFile(path) && cluster.kustomizations.length > 0,
  );
  if (kustomizations.length === 0) return [];
  const builder = new Builder(files, kustomizations, complete);
  const parts = new Set<string>();
  const results = kustomizations.map(({ path }) => ({ path, result: builder.result(path, parts) }));
  return results.map(({ path, result: { resources, files: of, complete } }) => ({
    path,
    files: of,
    installs: resources.map(({ install }) => install),
    complete,
    isTop: !parts.has(path) && !builder.isComponent(path),
  }));
}

interface Result {
  readonly resources: readonly Resource[];
  readonly files: ReadonlySet<string>;
  readonly complete: boolean;
}

/** One that is being put together. */
interface Work {
  readonly path: string;
  resources: readonly Resource[];
  readonly files: Set<string>;
  complete: boolean;
}

/** Deeper than any kustomization that somebody still understands. */
const MAX_DEPTH = 32;

class Builder {
  readonly #clusters: ReadonlyMap<string, File['cluster']>;
  /** Kustomizations by their folders. */
  readonly #folders: ReadonlyMap<string, string>;
  readonly #results = new Map<string, Result>();
  readonly #open = new Set<string>();
  /** Below it everything was read: a file of which nothing is known says nothing. Undefined: nobody knows. */
  readonly #read: string | undefined;

  constructor(files: readonly File[], kustomizations: readonly File[], complete: boolean) {
    this.#clusters = new Map(files.map(({ path, cluster }) => [path, cluster]));
    this.#folders = new Map(kustomizations.map(({ path }) => [folderOf(path), path]));
    this.#read = complete ? commonFolder(files.map(({ path }) => path)) : undefined;
  }

  isComponent(path: string): boolean {
    return this.#factOf(path)?.kind === 'Component';
  }

  #factOf(path: string): Kustomization | undefined {
    return this.#clusters.get(path)?.kustomizations[0];
  }

  /** `parts`: gathers the kustomizations that others take in. */
  result(path: string, parts: Set<string>): Result {
    const known = this.#results.get(path);
    if (known) return known;
    const work: Work = { path, resources: [], files: new Set(), complete: true };
    this.#run(work, path, parts);
    this.#results.set(path, work);
    return work;
  }

  /** What a kustomization does, in its order. Source: kubernetes-sigs/kustomize api/internal/target/kusttarget.go. */
  #run(work: Work, path: string, parts: Set<string>): void {
    const fact = this.#factOf(path);
    work.files.add(path);
    if (!fact || this.#open.has(path) || this.#open.size >= MAX_DEPTH) {
      work.complete = false;
      return;
    }
    this.#open.add(path);
    for (const { value } of fact.resources) this.#take(work, value, path, parts);
    work.resources = [...work.resources, ...fact.made.map((install) => resourceOf(install))];
    if (!fact.addsOnlyRead) work.complete = false;
    for (const { value } of fact.components) this.#change(work, value, path, parts);
    for (const patch of fact.patches.filter(({ when }) => when === 'before-names'))
      this.#patch(work, patch, path);
    work.resources = work.resources.map((resource) => renamed(resource, fact));
    for (const patch of fact.patches.filter(({ when }) => when === 'after-names'))
      this.#patch(work, patch, path);
    for (const image of fact.images)
      work.resources = work.resources.map((resource) => ({
        ...resource,
        install: retagged(resource.install, image),
      }));
    if (!fact.complete) this.#blur(work);
    this.#open.delete(path);
  }

  /** A file, a folder, or an address. */
  #take(work: Work, reference: string | undefined, from: string, parts: Set<string>): void {
    const place = this.#placeOf(reference, from);
    const inside = place === undefined ? undefined : this.#folders.get(place);
    if (place !== undefined && inside !== undefined) {
      parts.add(inside);
      const { resources, files, complete } = this.result(inside, parts);
      // One that is taken in twice is there once: kustomize refuses it.
      work.resources = [...new Set([...work.resources, ...resources])];
      for (const file of files) work.files.add(file);
      work.complete &&= complete;
      return;
    }
    const cluster = place === undefined ? undefined : this.#fileAt(work, place);
    if (!cluster) {
      work.complete = false;
      return;
    }
    const found = cluster.installs.map((install) => resourceOf(install));
    work.resources = [...work.resources, ...found];
  }

  /** A component changes what is there already. */
  #change(work: Work, reference: string | undefined, from: string, parts: Set<string>): void {
    const place = this.#placeOf(reference, from);
    const inside = place === undefined ? undefined : this.#folders.get(place);
    if (inside === undefined) this.#blur(work);
    else if (!work.files.has(inside)) {
      parts.add(inside);
      this.#run(work, inside, parts);
    }
  }

  #placeOf(reference: string | undefined, from: string): string | undefined {
    return reference === undefined || isRemote(reference) ? undefined : resolved(folderOf(from), reference);
  }

  /** What a file says; undefined: that is not known. */
  #fileAt(work: Work, place: string): File['cluster'] | undefined {
    const cluster = this.#clusters.get(place);
    if (cluster) {
      work.files.add(place);
      return cluster;
    }
    const isRead = this.#read !== undefined && isWithin(this.#read, place);
    return isRead && /\.(ya?ml|json)$/.test(place) ? NOTHING : undefined;
  }

  #patch(work: Work, patch: KustomizePatch, from: string): void {
    const { target } = patch;
    const place = patch.path ? this.#placeOf(patch.path.value, from) : from;
    const cluster = place === undefined ? undefined : this.#fileAt(work, place);
    if (!cluster || patch.unread) {
      // What it does, it may do to any that it is for.
      work.complete = false;
      work.resources = work.resources.map((resource) =>
        target && isSelected(resource, target, undefined) === false
          ? resource
          : { ...resource, install: unread(resource.install) },
      );
      return;
    }
    const installs = patch.path ? new Set([...cluster.installs, ...cluster.patches]) : patch.installs;
    for (const install of installs) {
      let isFor = false;
      work.resources = work.resources.flatMap((resource) => {
        const selected = isSelected(resource, target, install);
        if (selected === false) return [resource];
        isFor = true;
        if (selected === undefined) return [{ ...resource, install: unread(resource.install) }];
        return install.directive === 'delete' ? [] : [patched(resource, install)];
      });
      // What it is for is not here, and may come from an address.
      const isOurs = cluster.installs.includes(install) && install.containers.length > 0;
      if (isOurs && !isFor && !(target && work.complete))
        work.resources = [...work.resources, resourceOf(install, target?.name)];
    }
  }

  /** Any of it may be something else. */
  #blur(work: Work): void {
    work.complete = false;
    work.resources = work.resources.map((resource) => ({ ...resource, install: unread(resource.install) }));
  }
}

const NOTHING: File['cluster'] = { installs: [], patches: [], kustomizations: [] };

/** `https://…`, `git@…:…`, `github.com/…//…?ref=…`. */
const isRemote = (reference: string): boolean =>
  /:\/\/|^[\w.-]+@[\w.-]+:|\/\/|[?]|^(github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(reference);

const resourceOf = (install: Install, other?: string): Resource => {
  const name = objectName(install) ?? other;
  return { install, names: name === undefined ? [] : [name], formerNames: [] };
};

function patched({ install, names, formerNames }: Resource, patch: Install): Resource {
  const result = layered(install, patch);
  const name = objectName(result);
  return name === undefined || names.includes(name)
    ? { install: result, names, formerNames }
    : { install: result, names: [name], formerNames: [...formerNames, ...names] };
}

function renamed(resource: Resource, fact: Kustomization): Resource {
  const install = named(resource.install, fact);
  if (install === resource.install || !install.name) return resource;
  return { ...resource, install, names: [...resource.names, install.name.value] };
}
