import type { Connection } from 'vscode-languageserver';
import { configurationText } from '../core/features/effectiveConfiguration.js';
import { installsOf } from '../core/features/installNames.js';
import type { LinkedText } from '../core/features/linkedText.js';
import { releasesOfNote } from '../core/features/upgrade.js';
import { upgradeText } from '../core/features/upgradeText.js';
import type { BesideOf } from '../core/model/beside.js';
import { type Place, positionIn } from '../core/model/sight.js';
import {
  CONFIGURATION,
  type DocumentParams,
  type Page,
  RELEASES,
  type Releases,
  UPGRADE,
  type UpgradeParams,
} from '../protocol.js';
import { besides } from './beside.js';
import { keyOf } from './folders.js';
import type { guard } from './guard.js';
import type { Workspace } from './workspace.js';

/** A page as the client shows it. */
export function pageOf({ text, links }: LinkedText): Page {
  const starts = Uint32Array.from([0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]);
  return {
    text,
    // None goes over the end of its line.
    links: links.map(({ span, place }) => {
      const { line, character: start } = positionIn(starts, span.start);
      const { name, start: target } = place;
      return { line, start, end: start + span.end - span.start, target: { uri: name, ...target } };
    }),
  };
}

/** Paths as they are read from the folders of the workspace. */
export const nameIn =
  (folders: readonly string[]) =>
  ({ path }: Place): string => {
    const folder = folders
      .map((uri) => `${keyOf(uri).replace(/\/+$/, '')}/`)
      .find((key) => path.startsWith(key));
    return folder === undefined ? path.replace(/^file:\/\//, '') : path.slice(folder.length);
  };

/** The editor has closed the document. */
const NO_PAGE: Page = { text: 'The document is no longer open.\n', links: [] };

/** What the server tells about the cluster of a document, as pages. */
export function registerPages(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
): void {
  /** Of any question, also one that is none. */
  const around = (params: DocumentParams | null): Promise<BesideOf> =>
    besides(workspace, params?.uri ?? '').catch(() => () => undefined);

  connection.onRequest(
    CONFIGURATION,
    guarded.later('effective configuration', NO_PAGE, async (params: DocumentParams | null) => {
      const besideOf = await around(params);
      const opened = workspace.open(params?.uri ?? '');
      if (!opened) return NO_PAGE;
      const { index, folders } = workspace;
      const { homes } = index;
      const { cluster } = opened.analysis;
      const page = { homes, nameOf: nameIn(folders.uris), sight: cluster, besideOf };
      return pageOf(configurationText(installsOf(opened.analysis), page));
    }),
  );

  connection.onRequest(
    UPGRADE,
    guarded.later('upgrade', NO_PAGE, async (params: UpgradeParams | null) => {
      const besideOf = await around(params);
      const { uri = '', from, to = '' } = params ?? {};
      const opened = workspace.open(uri);
      if (!opened) return NO_PAGE;
      const { index, folders } = workspace;
      const settings = workspace.settingsOf(uri);
      const { cluster } = opened.analysis;
      const text = upgradeText(
        installsOf(opened.analysis),
        { ...(from !== undefined && { from }), to },
        { settings, homes: index.homes, nameOf: nameIn(folders.uris), cluster, besideOf },
      );
      return pageOf(text);
    }),
  );

  connection.onRequest(
    RELEASES,
    guarded('releases', { inSight: [], known: [] }, ({ uri }: DocumentParams): Releases => {
      const opened = workspace.open(uri);
      const installs = opened ? installsOf(opened.analysis) : [];
      return {
        inSight: [...new Set(installs.flatMap(({ release }) => release ?? []))],
        known: releasesOfNote(),
      };
    }),
  );
}
