/** A release of the plugin. A suffix such as `-eksbuild.1` or `-rc1` does not count. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** Release the rows of the tables were read from; an unknown release is taken to be this one. */
export const CURRENT = '1.23.1';

/** Of a tag such as `v1.12.6-eksbuild.1` or `1.0.0`; undefined for all else, `latest` included. */
export function parseVersion(tag: string): Version | undefined {
  const [, major, minor, patch] = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-[\w.-]+)?$/.exec(tag) ?? [];
  return patch === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor), patch: Number(patch) };
}

/** Negative: `a` is older. A text that is no version counts as the current release. */
export function compareVersions(a: string | Version, b: string | Version): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  return left.major - right.major || left.minor - right.minor || left.patch - right.patch;
}

/** The release is older than the limit. */
export const before = (version: string | undefined, limit: string): boolean =>
  compareVersions(version ?? CURRENT, limit) < 0;

/** The release is the limit or newer. */
export const atLeast = (version: string | undefined, limit: string): boolean => !before(version, limit);

function versionOf(version: string | Version): Version {
  if (typeof version !== 'string') return version;
  const known = KNOWN.get(version);
  if (known) return known;
  const read = parseVersion(version) ?? CURRENT_VERSION;
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  KNOWN.set(version, read);
  return read;
}

const CURRENT_VERSION: Version = { major: 1, minor: 23, patch: 1 };

/** Read before: each setting is compared with the releases in its row of the tables. */
const KNOWN = new Map<string, Version>();
/** Tables name some fifty, and a manifest one. */
const MOST_KNOWN = 200;
