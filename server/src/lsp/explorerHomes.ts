import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Analysis, analyze, analyzeDocuments, sightIn } from '../core/analysis.js';
import { type Home, homeOf, layersToWrite } from '../core/features/explorationEdits.js';
import { NO_CLUSTER } from '../core/model/cluster.js';
import type { Install } from '../core/model/facts.js';
import { installsIn } from '../core/model/parts.js';
import { positionIn, sightOf } from '../core/model/sight.js';
import { startsOf } from '../core/model/starts.js';
import type { Workspace } from './workspace.js';
import { fileOf } from './workspaceIndex.js';

/** A file in which a layer of an aws-node is written. */
export interface FileHome extends Home {
  readonly uri: string;
  /** Of the open document; absent: it is not open. */
  readonly version?: number;
  readonly document: TextDocument;
}

/** Where the aws-node in sight of a file can be written to, as those files are now, the best place first. */
export async function homesOf(
  workspace: Workspace,
  uri: string,
  analysis: Analysis | undefined,
): Promise<readonly FileHome[]> {
  const homes: FileHome[] = [];
  for (const layer of analysis ? layersToWrite(analysis) : []) {
    const own = analysis && homeOf(analysis, layer);
    const home = own ? asFile(workspace, uri, own) : await elsewhere(workspace, layer);
    if (home) homes.push(home);
  }
  return homes;
}

function asFile(workspace: Workspace, uri: string, home: Home): FileHome {
  const opened = workspace.open(uri);
  const document = opened?.document ?? TextDocument.create(uri, 'yaml', 0, home.text);
  return { ...home, uri, ...(opened && { version: opened.document.version }), document };
}

/** In another file. Of those the index keeps only what others ask about: it is read again. */
async function elsewhere(workspace: Workspace, layer: Install): Promise<FileHome | undefined> {
  const place = workspace.index.homes.placeOf(layer, layer.span);
  const text = place && (await workspace.textOf(place.name).catch(() => undefined));
  if (!place || text === undefined) return undefined;
  const documents = analyzeDocuments(text, workspace.settingsOf(place.name));
  const lines = Uint32Array.from([0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]);
  for (const [i, { facts }] of documents.entries())
    for (const install of installsIn(facts)) {
      const start = positionIn(lines, (startsOf(documents)[i] as number) + install.span.start);
      const isThere = start.line === place.start.line && start.character === place.start.character;
      const isSame = install.form === layer.form && lengthOf(install) === lengthOf(layer);
      if (isThere && isSame) return asFile(workspace, place.name, { text, documents, layer: install });
    }
  return undefined;
}

const lengthOf = ({ span: { start, end } }: Install): number => end - start;

/** What is in sight of a file once one of its cluster's files has another text. */
export const judgeWith =
  (workspace: Workspace, uri: string, analysis: Analysis | undefined) =>
  (home: FileHome, text: string): Analysis => {
    const { index, folders } = workspace;
    const settings = workspace.settingsOf(uri);
    const isOwn = home.uri === uri;
    return analyze(isOwn || !analysis ? text : analysis.text, settings, {
      ...(analysis && { previous: analysis }),
      elsewhere: (own, documents) => {
        if (!folders.holds(uri)) return NO_CLUSTER;
        if (!folders.wants(home.uri)) return index.neighboursOf(uri, own);
        const file = fileOf(home.uri);
        const sight = isOwn
          ? sightOf(file, text, documents)
          : sightIn(file, text, workspace.settingsOf(home.uri));
        return index.neighboursWith(sight)(uri, own);
      },
    });
  };
