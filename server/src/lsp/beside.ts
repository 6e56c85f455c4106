import { analyzeDocuments } from '../core/analysis.js';
import { installsOf } from '../core/features/installNames.js';
import { type Beside, type BesideOf, besideOf, documentOf } from '../core/model/beside.js';
import type { Facts, Install } from '../core/model/facts.js';
import { positionIn } from '../core/model/sight.js';
import { startsOf } from '../core/model/starts.js';
import type { Workspace } from './workspace.js';

/**
 * What is said beside the aws-nodes in sight of a file, in the documents that they stand in. Of files that are not the one at
 * hand the index keeps only what others ask about: they are read again.
 */
export async function besides(workspace: Workspace, uri: string): Promise<BesideOf> {
  const known = new Map<Install, Beside>();
  const analysis = workspace.open(uri)?.analysis;
  const documents = analysis?.documents.map(({ facts }) => facts) ?? [];
  for (const install of analysis ? installsOf(analysis) : []) {
    const own = documentOf(documents, install);
    const facts = own ?? (await elsewhere(workspace, install));
    if (facts) known.set(install, besideOf(facts, install.layers?.[0] ?? install));
  }
  return (install) => known.get(install);
}

/** The document in another file, as that is now. */
async function elsewhere(workspace: Workspace, install: Install): Promise<Facts | undefined> {
  const base = install.layers?.[0] ?? install;
  // Nothing is said beside a DaemonSet.
  if (base.form === 'manifest' || base.form === 'kops') return undefined;
  const place = workspace.index.homes.placeOf(base, base.span);
  const text = place && (await workspace.textOf(place.name).catch(() => undefined));
  if (!place || text === undefined) return undefined;
  const lines = Uint32Array.from([0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]);
  const documents = analyzeDocuments(text, workspace.settingsOf(place.name));
  return documents.find(({ facts }, i) =>
    facts.installs.some(({ form, span }) => {
      const start = positionIn(lines, (startsOf(documents)[i] as number) + span.start);
      const isThere = start.line === place.start.line && start.character === place.start.character;
      return form === base.form && isThere && span.end - span.start === base.span.end - base.span.start;
    }),
  )?.facts;
}
