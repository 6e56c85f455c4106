import type { Build } from './build.js';
import type { Install } from './facts.js';
import { folderOf } from './paths.js';
import { remembered } from './remembered.js';

/** Which kustomizations files are put together by, for cluster. */
export interface Membership {
  /** Those that nothing else takes in and that this file is part of. */
  of(path: string): readonly Build[];
  /** The same; of a file that is no part of any, those of the nearest kustomization in a folder above it. One list for all that have the same. */
  around(path: string): readonly Build[];
  /** Whether others are of other overlays than these: what they put together is nothing to them. */
  apartFrom(builds: readonly Build[]): (others: readonly Build[]) => boolean;
}

export function membershipOf(builds: readonly Build[]): Membership {
  const members = membersOf(builds.filter(({ isTop }) => isTop));
  const files = new Map(builds.map(({ path }) => [folderOf(path), path]));
  const below = new Map<string, readonly Build[]>();
  const of = (path: string): readonly Build[] => members.get(path) ?? NONE;
  const inFolder = (folder: string): readonly Build[] => {
    const known = below.get(folder);
    if (known) return known;
    const file = files.get(folder);
    const found = file !== undefined ? of(file) : folder === '' ? NONE : inFolder(folderOf(folder));
    below.set(folder, found);
    return found;
  };
  const around = (path: string): readonly Build[] =>
    members.get(path) ?? (files.size === 0 ? NONE : inFolder(folderOf(path)));
  return {
    of,
    around,
    apartFrom: (builds) => {
      if (builds.length === 0) return () => false;
      const folders = new Set(builds.map(({ path }) => folderOf(path)));
      const above = new Set([...folders].flatMap(upwards));
      const isNear = remembered(({ path }: Build): boolean => {
        const folder = folderOf(path);
        return above.has(folder) || upwards(folder).some((one) => folders.has(one));
      });
      return (others) => others.length > 0 && !others.some(isNear);
    },
  };
}

/** Of each file the builds that it is part of. */
function membersOf(builds: readonly Build[]): ReadonlyMap<string, readonly Build[]> {
  const members = new Map<string, readonly Build[]>();
  for (const build of builds) {
    // Files that are together so far have one list, and go on having one.
    const longer = new Map<readonly Build[], readonly Build[]>();
    for (const file of build.files) {
      const before = members.get(file) ?? NONE;
      const list = longer.get(before) ?? [...before, build];
      longer.set(before, list);
      members.set(file, list);
    }
  }
  return members;
}

/** A folder and those above it. */
const upwards = (folder: string): readonly string[] =>
  folder === '' ? [''] : [folder, ...upwards(folderOf(folder))];

const NONE: readonly Build[] = [];

/** All that comes out of them, each once. */
export const installsOf = (builds: readonly Build[]): readonly Install[] => [
  ...new Set(builds.flatMap(({ installs }) => installs)),
];
