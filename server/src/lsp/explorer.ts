import type { Connection } from 'vscode-languageserver';
import type { WhereIs } from '../core/features/eniConfigHover.js';
import { application } from '../core/features/explorationEdits.js';
import { queryOf } from '../core/features/explorationQuery.js';
import { costs, explore } from '../core/features/explore.js';
import { APPLY, type Application, COSTS, type CostRow, EXPLORE, type Exploration } from '../protocol.js';
import { createFileReader } from './anyFile.js';
import { editOf } from './convert.js';
import { homesOf, judgeWith } from './explorerHomes.js';
import type { guard } from './guard.js';
import { nameIn } from './pages.js';
import type { Workspace } from './workspace.js';

const REFUSED: Application = { refused: 'It could not be worked out how to write this.' };

/** Answers the density explorer. Its questions come from a web page: nothing in them is taken for granted. */
export function registerExplorer(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
): void {
  const read = createFileReader(workspace);
  const whereIs: WhereIs = (fact, span) => {
    const place = workspace.index.homes.placeOf(fact, span);
    return place && `${nameIn(workspace.folders.uris)(place)}:${place.start.line + 1}`;
  };

  connection.onRequest<Exploration | null, never>(
    EXPLORE,
    guarded.later('explore', null, async (asked: unknown): Promise<Exploration | null> => {
      const analysis = await read(uriOf(asked));
      return explore(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked)), whereIs);
    }),
  );

  connection.onRequest<readonly CostRow[], never>(
    COSTS,
    guarded.later('costs', [], async (asked: unknown): Promise<readonly CostRow[]> => {
      const analysis = await read(uriOf(asked));
      return costs(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked)));
    }),
  );

  connection.onRequest<Application, never>(
    APPLY,
    guarded.later('apply', REFUSED, async (asked: unknown): Promise<Application> => {
      const analysis = await read(uriOf(asked));
      const homes = await homesOf(workspace, uriOf(asked) ?? '', analysis).catch(() => []);
      const judge = judgeWith(workspace, uriOf(asked) ?? '', analysis);
      const written = application(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked)), homes, judge);
      if ('refused' in written) return written;
      const { uri, version, document } = written.home;
      return {
        uri,
        ...(version !== undefined && { version }),
        edits: written.edits.map((edit) => editOf(document, edit)),
      };
    }),
  );
}

const uriOf = (asked: unknown): string | undefined =>
  typeof asked === 'object' && asked !== null && 'uri' in asked && typeof asked.uri === 'string'
    ? asked.uri
    : undefined;
