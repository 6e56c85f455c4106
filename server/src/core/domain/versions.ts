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

const versionOf = (version: string | Version): Version =>
  typeof version === 'string' ? (parseVersion(version) ?? CURRENT_VERSION) : version;

const CURRENT_VERSION: Version = { major: 1, minor: 23, patch: 1 };
