// What the status bar says of the active file's project.
import * as vscode from 'vscode';
import { isOurs } from './detect';
import { ask } from './server/ask';
import type { Server } from './server/server';
import { aboutFile, aboutProject, summary } from './words';

const PAUSE_MS = 300;

/** The item in the status bar. */
export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Right, 100);
  readonly #parts: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly server: Server) {
    this.#item.name = 'Overthink Layers';
    this.#item.command = 'ov-lsp.menu';
    const soon = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#show(), PAUSE_MS);
    };
    this.#parts = [
      this.#item,
      server.onChange(soon),
      vscode.window.onDidChangeActiveTextEditor(soon),
      vscode.languages.onDidChangeDiagnostics(soon),
      vscode.workspace.onDidChangeConfiguration(soon),
    ];
    soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#parts.forEach((part) => {
      part.dispose();
    });
  }

  async #show(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const isWanted = vscode.workspace.getConfiguration('ov-lsp').get<boolean>('statusBar', true);
    if (!isWanted || !document || !isOurs(document.languageId, document.uri.fsPath)) {
      this.#item.hide();
      return;
    }
    const ours = vscode.languages.getDiagnostics(document.uri).filter((problem) => problem.source === 'ov-lsp');
    const line = summary(this.server.state, ours.length);
    this.#item.text = line.text;
    this.#item.backgroundColor = line.isError ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
    this.#item.accessibilityInformation = { label: `Overthink: ${line.spoken}` };
    this.#item.show();
    this.#item.tooltip = tooltip([`Overthink: ${line.spoken}`, ...(await this.#details(document))]);
  }

  async #details(document: vscode.TextDocument): Promise<string[]> {
    const { client, state } = this.server;
    if (!client || state.kind !== 'running') {
      return [];
    }
    const status = await ask(client, 'ov-lsp/status', { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) } }).catch(() => undefined);
    if (!status) {
      return [];
    }
    const project = status.project ? aboutProject(status.project, shortened) : [];
    return [aboutFile(status), ...project, `Server: ov-lsp ${state.version} (${state.found.origin})`];
  }
}

function shortened(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

function tooltip(lines: string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  for (const line of lines) {
    text.appendText(line).appendMarkdown('\n\n');
  }
  return text;
}
