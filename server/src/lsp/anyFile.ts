import { type Analysis, analyze } from '../core/analysis.js';
import { NO_CLUSTER } from '../core/model/cluster.js';
import { unlessChanged } from '../core/model/remembered.js';
import { sightOf } from '../core/model/sight.js';
import type { Workspace } from './workspace.js';
import { fileOf } from './workspaceIndex.js';

/**
 * What is known of a file, be it open or a manifest of the workspace. Undefined: there is none of the name. The last one
 * that is not open is kept: an explorer asks about one file many times a second.
 */
export function createFileReader(workspace: Workspace): (uri?: string) => Promise<Analysis | undefined> {
  const last = unlessChanged<Analysis>();
  return async (uri) => {
    if (uri === undefined) return undefined;
    const opened = workspace.open(uri);
    if (opened) return opened.analysis;
    const { folders, index } = workspace;
    const settings = workspace.settingsOf(uri);
    const text = folders.wants(uri) ? await workspace.textOf(uri).catch(() => undefined) : undefined;
    if (text === undefined) return undefined;
    return last([uri, text, settings, index.edition], () =>
      analyze(text, settings, {
        elsewhere: (own, documents) => {
          const sight = sightOf(fileOf(uri), text, documents);
          index.homes.add(sight);
          return folders.holds(uri) ? index.neighboursWith(sight)(uri, own) : NO_CLUSTER;
        },
      }),
    );
  };
}
