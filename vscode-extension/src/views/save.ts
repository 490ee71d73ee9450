// Writes what the preview shows.
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { PreviewFile } from '../protocol';

/** Asks which file to save, and where. */
export async function saveFiles(files: readonly PreviewFile[], layer: vscode.Uri | undefined): Promise<void> {
  const choices = files.map((file) => ({ label: posix.basename(file.path), description: file.path, file }));
  const [only, ...more] = choices;
  if (!only) {
    void vscode.window.showInformationMessage('There is nothing to save: no file is written for this init system.');
    return;
  }
  const choice = more.length === 0 ? only : await vscode.window.showQuickPick(choices, { title: 'Save which file?' });
  if (!choice) {
    return;
  }
  const folder = layer ? vscode.Uri.joinPath(layer, '..') : undefined;
  const target = await vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, choice.label) } : {});
  if (target) {
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(choice.file.text));
  }
}
