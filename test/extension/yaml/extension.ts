import { type ExtensionContext, extensions, Uri, workspace } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

/** Put in by the bundler: where the server is. */
declare const YAML_SERVER: string;

interface Contribution {
  readonly fileMatch: readonly string[];
  readonly url: string;
}

/** The real YAML server under the identity of Red Hat's extension, told of schemas in the way that one tells it. */
export async function activate({ subscriptions }: ExtensionContext): Promise<LanguageClient> {
  const client = new LanguageClient(
    'yaml',
    'YAML Support',
    { module: YAML_SERVER, transport: TransportKind.ipc },
    { documentSelector: [{ language: 'yaml' }] },
  );
  subscriptions.push({ dispose: () => client.dispose() });
  await client.start();
  client.onRequest('fs/readFile', async (uri: string) => {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  });
  await client.sendNotification('json/schemaAssociations', associations());
  return client;
}

/** What all extensions contribute as `yamlValidation`: names of files, and the schema of each. */
const associations = () =>
  extensions.all.flatMap(({ packageJSON, extensionUri }) =>
    (packageJSON.contributes?.yamlValidation ?? []).map(({ fileMatch, url }: Contribution) => ({
      fileMatch: fileMatch.map((name) => `/${name}`),
      uri: Uri.joinPath(extensionUri, url).toString(),
    })),
  );
