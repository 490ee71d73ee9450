// What VS Code loads. It only watches for a project; everything else is loaded when there is one.
import * as vscode from 'vscode';
import { isOurs } from './detect';
import type { Session } from './session';

const COMMANDS = ['showPreview', 'showMatrix', 'why', 'fixAll', 'restart', 'showLog', 'debugInformation', 'menu', 'showReferences'] as const;

let session: Session | undefined;

export function activate(context: vscode.ExtensionContext): void {
  for (const name of COMMANDS) {
    context.subscriptions.push(vscode.commands.registerCommand(`ov-lsp.${name}`, (argument: unknown) => load(context)[name](argument)));
  }
  const look = (document: vscode.TextDocument): void => {
    if (!session && document.uri.scheme === 'file' && isOurs(document.languageId, document.uri.fsPath)) {
      load(context);
    }
  };
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(look));
  // Not within activation: the editor shows the file first.
  setImmediate(() => {
    vscode.workspace.textDocuments.forEach(look);
  });
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}

function load(context: vscode.ExtensionContext): Session {
  if (!session) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late on purpose
    const { Session: Loaded } = require('./session.js') as typeof import('./session');
    session = new Loaded(context);
    session.begin();
  }
  return session;
}
