import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.js';
import type { WhereIs } from '../core/features/eniConfigHover.js';
import { application } from '../core/features/explorationEdits.js';
import { queryOf } from '../core/features/explorationQuery.js';
import { costs, explore } from '../core/features/explore.js';
import { APPLY, type Application, COSTS, type CostRow, EXPLORE, type Exploration } from '../protocol.js';
import { createFileReader } from './anyFile.js';
import { editOf } from './convert.js';
import { type FileHome, homesOf, judgeWith } from './explorerHomes.js';
import type { guard } from './guard.js';
import { nameIn } from './pages.js';
import type { Workspace } from './workspace.js';

/** A question as it came, and what it is about. */
interface Question {
  /** From a web page: nothing in it is taken for granted. */
  readonly asked: unknown;
  /** Of the file that is asked about; undefined: none that can be read. */
  readonly analysis: Analysis | undefined;
}

const REFUSED: Application = { refused: 'It could not be worked out how to write this.' };

/** Answers the density explorer. */
export function registerExplorer(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
): void {
  const read = createFileReader(workspace);
  const questionOf = async (asked: unknown): Promise<Question> => ({
    asked,
    analysis: await read(uriOf(asked)),
  });
  const whereIs: WhereIs = (fact, span) => {
    const place = workspace.index.homes.placeOf(fact, span);
    return place && `${nameIn(workspace.folders.uris)(place)}:${place.start.line + 1}`;
  };

  const exploration = guarded('explore', null, ({ asked, analysis }: Question): Exploration | null =>
    explore(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked)), whereIs),
  );
  connection.onRequest(EXPLORE, async (asked: unknown, token) => exploration(await questionOf(asked), token));

  const rows = guarded('costs', [], ({ asked, analysis }: Question): readonly CostRow[] =>
    costs(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked))),
  );
  connection.onRequest(COSTS, async (asked: unknown, token) => rows(await questionOf(asked), token));

  const applied = guarded(
    'apply',
    REFUSED,
    ({ asked, analysis, homes }: Question & { readonly homes: readonly FileHome[] }): Application => {
      const judge = judgeWith(workspace, uriOf(asked) ?? '', analysis);
      const written = application(analysis, queryOf(asked), workspace.settingsOf(uriOf(asked)), homes, judge);
      if ('refused' in written) return written;
      const { uri, version, document } = written.home;
      return {
        uri,
        ...(version !== undefined && { version }),
        edits: written.edits.map((edit) => editOf(document, edit)),
      };
    },
  );
  connection.onRequest<Application, never>(APPLY, async (asked: unknown, token) => {
    const question = await questionOf(asked);
    const homes = await homesOf(workspace, uriOf(asked) ?? '', question.analysis).catch(() => []);
    return applied({ ...question, homes }, token);
  });
}

const uriOf = (asked: unknown): string | undefined =>
  typeof asked === 'object' && asked !== null && 'uri' in asked && typeof asked.uri === 'string'
    ? asked.uri
    : undefined;
