// Extensions for the host in the browser are loaded over http, as on vscode.dev: one that is a `vscode-remote:` resource may
// not start workers, which a language server needs. Their files are answered from disk under the page's own origin.
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const TYPES = { '.json': 'application/json', '.js': 'text/javascript', '.map': 'application/json' };

/** Has `page` load `extension`, a folder, from `port`. Returns the address of a file or folder in it. */
export async function serveExtension(page, port, extension) {
  const base = `http://127.0.0.1:${port}/__extension`;
  await page.context().route(`${base}/**`, async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.replace(/^\/[^/]+\//, ''));
    const file = path.join(extension, name);
    if (!existsSync(file) || !statSync(file).isFile()) return route.fulfill({ status: 404, body: '' });
    await route.fulfill({
      body: readFileSync(file),
      contentType: TYPES[path.extname(file)] ?? 'application/octet-stream',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  // An extension under development that is not on the server has to be named in the page's settings, before its
  // scripts read them.
  await page.addInitScript(
    (location) => {
      document.addEventListener('readystatechange', () => {
        const meta = document.getElementById('vscode-workbench-web-configuration');
        if (!meta || document.readyState !== 'interactive') return;
        const settings = JSON.parse(meta.getAttribute('data-settings'));
        settings.developmentOptions = { ...settings.developmentOptions, extensions: [location] };
        meta.setAttribute('data-settings', JSON.stringify(settings));
      });
    },
    { scheme: 'http', authority: `127.0.0.1:${port}`, path: '/__extension' },
  );
  return (file) => `${base}${encodeURI(file.slice(extension.length))}`;
}
