import { Uri, type Webview } from 'vscode';

/**
 * The page that dist/explorer.js fills. Nothing but that script, its stylesheet and what VS Code puts in may load, and nothing
 * may be fetched.
 */
export function pageHtml(webview: Webview, folder: Uri): string {
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(folder, name)).toString();
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pod Density</title>
<link rel="stylesheet" href="${file('explorer.css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('explorer.js')}"></script>
</body>
</html>`;
}
