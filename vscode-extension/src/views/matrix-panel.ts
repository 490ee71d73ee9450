// All layers of a project at once.
import * as vscode from 'vscode';
import { projectAround } from '../detect';
import { ask } from '../server/ask';
import type { Server } from '../server/server';
import type { FromMatrix, ToMatrix } from './messages';
import { pageOf, pageOptions } from './page';

/** The one matrix. */
export class MatrixPanel implements vscode.Disposable {
  readonly #parts: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | undefined;
  #uri: vscode.Uri | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
  ) {}

  /** Opens the matrix of the project around a file or folder. */
  open(uri: vscode.Uri | undefined): void {
    this.#uri = uri;
    if (this.#panel) {
      this.#panel.reveal();
      void this.#show();
      return;
    }
    const panel = vscode.window.createWebviewPanel('ov-lsp.matrix', 'Project Matrix', vscode.ViewColumn.Active, { ...pageOptions(this.extension), retainContextWhenHidden: true });
    panel.webview.html = pageOf(panel.webview, this.extension, 'matrix', 'Project matrix');
    this.#panel = panel;
    this.#parts.push(
      panel,
      panel.webview.onDidReceiveMessage((message: FromMatrix) => this.#take(message)),
      panel.onDidDispose(() => {
        this.dispose();
      }),
      vscode.workspace.onDidSaveTextDocument(() => this.#show()),
      this.server.onChange(() => void this.#show()),
    );
  }

  dispose(): void {
    this.#panel = undefined;
    this.#parts.splice(0).forEach((part) => {
      part.dispose();
    });
  }

  async #take(message: FromMatrix): Promise<void> {
    if (message.kind === 'open') {
      await vscode.window.showTextDocument(vscode.Uri.parse(message.uri));
    } else {
      await this.#show();
    }
  }

  async #show(): Promise<void> {
    await this.#panel?.webview.postMessage(await this.#answer());
  }

  async #answer(): Promise<ToMatrix> {
    const { client } = this.server;
    const uri = this.#uri;
    if (!client || !uri) {
      return { kind: 'show', project: '', message: uri ? 'The server does not run.' : 'Open a file of a project first.' };
    }
    const project = vscode.workspace.asRelativePath(projectAround(uri.fsPath) ?? uri);
    const matrix = await ask(client, 'ov-lsp/matrix', { uri: client.code2ProtocolConverter.asUri(uri) }).catch(() => null);
    return matrix ? { kind: 'show', project, matrix } : { kind: 'show', project, message: 'No project is around this file.' };
  }
}
