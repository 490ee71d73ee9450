// Why a file is checked, or not.
import * as vscode from 'vscode';
import { ask } from './server/ask';
import type { Server } from './server/server';
import { aboutFile, aboutProject } from './words';

/** Tells the user. */
export async function explain(server: Server, document: vscode.TextDocument | undefined): Promise<void> {
  const reasons = document ? await reasonsFor(server, document) : ['No file is open.'];
  const name = document ? vscode.workspace.asRelativePath(document.uri) : 'Overthink';
  await vscode.window.showInformationMessage(name, { modal: true, detail: reasons.join('\n') });
}

/** What speaks for and against, the most basic first. */
async function reasonsFor(server: Server, document: vscode.TextDocument): Promise<string[]> {
  const { state, client } = server;
  if (document.uri.scheme !== 'file') {
    return [`Not checked: it is not a file on a disk but “${document.uri.scheme}:”.`];
  }
  if (state.kind === 'off') {
    return ['Not checked: the setting ov-lsp.enable is off.'];
  }
  if (state.kind === 'failed') {
    return ['Not checked: no server runs.', state.why];
  }
  if (!client) {
    return ['Not checked yet: the server is starting.'];
  }
  const status = await ask(client, 'ov-lsp/status', { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } });
  const language = document.languageId === 'yaml' ? [] : [`Its language is “${document.languageId}”; files are checked where it is YAML.`];
  const project = status.project ? aboutProject(status.project, (uri) => vscode.Uri.parse(uri).fsPath) : [];
  return [aboutFile(status), ...language, ...project];
}
