import { type Diagnostic, Disposable, languages, type TextDocument, Uri, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  DocumentDiagnosticRequest,
  type Middleware,
  vsdiag,
} from 'vscode-languageclient';

/** Rules of ours that a YAML server knows as well: it reads the same text, and may have a schema of the same kinds. */
const SYNTAX = 'not-yaml';
const STRUCTURE = 'wrong-type';

/**
 * Leaves out what Red Hat's YAML extension has said already, so that nothing appears twice. Nothing is left out on the mere
 * suspicion that it might: without a schema for a file it says nothing of its structure.
 */
export const withoutRepeats: Pick<Middleware, 'provideDiagnostics'> = {
  async provideDiagnostics(document, previous, token, next) {
    const report = await next(document, previous, token);
    if (report?.kind !== vsdiag.DocumentDiagnosticReportKind.full) return report;
    const theirs = saidByYaml(document instanceof Uri ? document : document.uri);
    return theirs.length === 0
      ? report
      : { ...report, items: report.items.filter((ours) => !theirs.some((their) => repeats(ours, their))) };
  },
};

/** Asks again once the YAML extension, which takes its time, has changed its mind. */
export function followYaml(client: BaseLanguageClient): Disposable {
  const seen = new Map<string, string>();
  return Disposable.from(
    languages.onDidChangeDiagnostics(({ uris }) => {
      const changed = uris.filter((uri) => {
        const before = seen.get(uri.toString()) ?? '[]';
        const now = JSON.stringify(
          saidByYaml(uri).map(({ range, source }) => [source, range.start, range.end]),
        );
        if (now === '[]') seen.delete(uri.toString());
        else seen.set(uri.toString(), now);
        return now !== before;
      });
      const documents = workspace.textDocuments.filter((each) =>
        changed.some((uri) => uri.toString() === each.uri.toString()),
      );
      for (const document of documents) askAgain(client, document);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => seen.delete(uri.toString())),
  );
}

function askAgain(client: BaseLanguageClient, document: TextDocument): void {
  client
    .getFeature(DocumentDiagnosticRequest.method)
    ?.getProvider(document)
    ?.onDidChangeDiagnosticsEmitter.fire();
}

/** `YAML` marks its syntax errors, `yaml-schema: …` what its schemas refuse. */
const saidByYaml = (uri: Uri): Diagnostic[] =>
  languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'YAML' || source?.startsWith('yaml-schema'));

function repeats(ours: Diagnostic, theirs: Diagnostic): boolean {
  const rule = typeof ours.code === 'object' ? ours.code.value : ours.code;
  // One mistake may lead to several messages, and where it is noticed is a matter of taste.
  if (rule === SYNTAX) return theirs.source === 'YAML';
  if (rule !== STRUCTURE || theirs.source === 'YAML') return false;
  return (
    ours.range.start.line === theirs.range.start.line || ours.range.intersection(theirs.range) !== undefined
  );
}
