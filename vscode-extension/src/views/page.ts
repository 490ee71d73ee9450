// The frame of a page. All scripts and styles are the extension's own files; nothing else is let in.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The options that go with `pageOf`. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions & vscode.WebviewPanelOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, 'dist')], retainContextWhenHidden: false };
}

/** The text of a page that runs one script. */
export function pageOf(webview: vscode.Webview, extension: vscode.Uri, name: string, title: string): string {
  const file = (path: string): string => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', path)).toString();
  const nonce = randomBytes(16).toString('base64url');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${file('style.css')}">
  <title>${title}</title>
</head>
<body>
  <div id="root"></div>
  <div id="news" role="status" aria-live="polite"></div>
  <script nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
}
