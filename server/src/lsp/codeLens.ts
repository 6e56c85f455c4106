import type { ClientCapabilities, CodeLens, Connection } from 'vscode-languageserver';
import { codeLenses } from '../core/features/codeLenses.js';
import { selectedTypes } from '../core/features/density.js';
import { EXPLORE_POD_DENSITY, type ExploreTarget } from '../protocol.js';
import type { guard } from './guard.js';
import type { Workspace } from './workspace.js';

/** Code lenses; a click explores their instance types, where the client has that command. */
export function registerCodeLens(
  connection: Connection,
  workspace: Workspace,
  guarded: ReturnType<typeof guard>,
  client: () => ClientCapabilities,
): void {
  connection.onCodeLens(
    guarded('code lens', null, ({ textDocument: { uri } }): CodeLens[] | null => {
      const opened = workspace.open(uri);
      if (!opened) return null;
      const { document, analysis } = opened;
      const settings = workspace.settingsOf(uri);
      const selected = selectedTypes(settings, workspace.instanceTypes(uri));
      const canExplore = client().experimental?.[EXPLORE_POD_DENSITY] === true;
      return codeLenses(analysis, settings, selected).map(({ offset, title, note, types }) => {
        const start = document.positionAt(offset);
        const target: ExploreTarget = { uri, types };
        // A lens without a command is shown by no client.
        const command = {
          title,
          ...(note !== undefined && { tooltip: note }),
          ...(canExplore ? { command: EXPLORE_POD_DENSITY, arguments: [target] } : { command: '' }),
        };
        return { range: { start, end: start }, command };
      });
    }),
  );
}
