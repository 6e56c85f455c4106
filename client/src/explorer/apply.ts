import { Uri, WorkspaceEdit, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { APPLY, type Application, type ExploreParams } from '../../../server/src/protocol.js';

/** The manifest that was edited, or why none was. */
type Applied = { readonly uri: Uri } | { readonly refused: string };

/** Writes what was tried into the manifest, as one edit that one undo takes back. */
export async function apply(client: BaseLanguageClient, params: ExploreParams): Promise<Applied> {
  const application = await client.sendRequest<Application>(APPLY, params);
  if ('refused' in application) return application;
  const uri = Uri.parse(application.uri, true);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.version !== application.version)
    return refused('The manifest changed meanwhile: nothing was applied.');
  const edits = await client.protocol2CodeConverter.asTextEdits([...application.edits]);
  if (edits.length === 0) return refused('The manifest says so already.');
  const edit = new WorkspaceEdit();
  edit.set(uri, edits);
  return (await workspace.applyEdit(edit)) ? { uri } : refused('VS Code refused to edit the manifest.');
}

const refused = (why: string): Applied => ({ refused: why });
