// The list that a click on the status bar opens.
import * as vscode from 'vscode';
import type { Server } from './server/server';

interface Choice extends vscode.QuickPickItem {
  readonly command: string;
}

const CHOICES: readonly Choice[] = [
  { label: '$(open-preview) Open Preview to the Side', command: 'ov-lsp.showPreview' },
  { label: '$(table) Show Project Matrix', command: 'ov-lsp.showMatrix' },
  { label: '$(wand) Apply All Safe Fixes to This File', command: 'ov-lsp.fixAll' },
  { label: '$(question) Why Is This File (Not) Checked?', command: 'ov-lsp.why' },
  { label: '$(refresh) Restart Server', command: 'ov-lsp.restart' },
  { label: '$(output) Show Log', command: 'ov-lsp.showLog' },
  { label: '$(bug) Show Debug Information', command: 'ov-lsp.debugInformation' },
];

/** Lets the user choose what to do. */
export async function showMenu(server: Server): Promise<void> {
  const title = server.state.kind === 'failed' ? `Overthink: ${server.state.why}` : 'Overthink';
  const choice = await vscode.window.showQuickPick(CHOICES, { title, placeHolder: 'What do you want to do?' });
  if (choice) {
    await vscode.commands.executeCommand(choice.command);
  }
}
