import type { Connection } from 'vscode-languageserver';
import { leavingOut } from './globs.js';

/** What the user's `files.exclude` takes out of the folders of the workspace. */
export interface Exclusions {
  /** A path in a folder, with slashes, or a folder around it, is taken out. */
  readonly leavesOut: (folder: string, path: string) => boolean;
  /** Differs when they differ. */
  readonly digest: string;
}

export const NO_EXCLUSIONS: Exclusions = { leavesOut: () => false, digest: '' };

/** Asks the client, for each folder. Editors without the setting say nothing. */
export async function askExclusions(connection: Connection, folders: readonly string[]): Promise<Exclusions> {
  if (folders.length === 0) return NO_EXCLUSIONS;
  const items = folders.map((scopeUri) => ({ scopeUri, section: 'files.exclude' }));
  const answers: readonly unknown[] = await connection.workspace.getConfiguration(items);
  const patterns = folders.map((folder, i) => [folder, patternsIn(answers[i])] as const);
  const of = new Map(patterns.map(([folder, each]) => [folder, leavingOut(each)]));
  return {
    leavesOut: (folder, path) => of.get(folder)?.(path) ?? false,
    digest: patterns.some(([, each]) => each.length > 0) ? JSON.stringify(patterns) : '',
  };
}

/** Some hold only beside another file (`when`): what is left out then is read all the same. */
const patternsIn = (setting: unknown): readonly string[] =>
  typeof setting === 'object' && setting !== null
    ? Object.entries(setting).flatMap(([pattern, holds]) => (holds === true ? [pattern] : []))
    : [];
