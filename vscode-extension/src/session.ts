// Everything but the start of the extension: the server, the status bar, the commands, the views.
import * as vscode from 'vscode';
import { debugInformation } from './debug-information';
import { isLayerName } from './detect';
import { Server } from './server/server';
import { showMenu } from './menu';
import { StatusBar } from './status-bar';
import type { Init, Position } from './protocol';
import { MatrixPanel } from './views/matrix-panel';
import { PreviewPanel } from './views/preview-panel';
import { explain } from './why';

const SETTINGS_THAT_RESTART = ['ov-lsp.enable', 'ov-lsp.server.path', 'ov-lsp.problems.yamlErrors', 'ov-lsp.formatter', 'yaml.validate'];

/** The extension at work. */
export class Session {
  readonly #log = vscode.window.createOutputChannel('Overthink', { log: true });
  readonly #server: Server;
  readonly #status: StatusBar;
  readonly #preview: PreviewPanel;
  readonly #matrix: MatrixPanel;

  constructor(private readonly context: vscode.ExtensionContext) {
    this.#server = new Server(context, this.#log);
    this.#status = new StatusBar(this.#server);
    this.#preview = new PreviewPanel(context.extensionUri, this.#server);
    this.#matrix = new MatrixPanel(context.extensionUri, this.#server);
    context.subscriptions.push(this.#log, this.#server, this.#status, this.#preview, this.#matrix);
  }

  /** Starts the server and watches what it depends on. */
  begin(): void {
    const { subscriptions } = this.context;
    subscriptions.push(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (SETTINGS_THAT_RESTART.some((name) => change.affectsConfiguration(name))) {
          void this.#startIfWanted();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#startIfWanted()),
      vscode.window.onDidChangeActiveTextEditor(markLayer),
    );
    markLayer(vscode.window.activeTextEditor);
    void this.#startIfWanted();
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  /** Of the layer that a code lens names, else of the active one. */
  async showPreview(argument?: unknown): Promise<void> {
    const lens = lensOf(argument);
    const document = lens ? await vscode.workspace.openTextDocument(vscode.Uri.parse(lens.uri)) : vscode.window.activeTextEditor?.document;
    if (document && isLayerName(document.uri.fsPath)) {
      this.#preview.open(document, lens?.init);
    } else {
      void vscode.window.showInformationMessage('Open a layer.yml first: it is what a preview is made of.');
    }
  }

  /** What a code lens counts. */
  async showReferences(argument?: unknown): Promise<void> {
    const lens = lensOf(argument);
    if (lens?.position) {
      const uri = vscode.Uri.parse(lens.uri);
      const at = new vscode.Position(lens.position.line, lens.position.character);
      const places = await vscode.commands.executeCommand<vscode.Location[]>('vscode.executeReferenceProvider', uri, at);
      await vscode.commands.executeCommand('editor.action.showReferences', uri, at, places);
    }
  }

  showMatrix(): void {
    this.#matrix.open(vscode.window.activeTextEditor?.document.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri);
  }

  async restart(): Promise<void> {
    await this.#server.restart();
  }

  showLog(): void {
    this.#log.show(true);
  }

  async why(): Promise<void> {
    await explain(this.#server, vscode.window.activeTextEditor?.document);
  }

  async debugInformation(): Promise<void> {
    const text = debugInformation(this.context, this.#server);
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
    await vscode.window.showTextDocument(document);
  }

  async fixAll(): Promise<void> {
    await vscode.commands.executeCommand('editor.action.codeAction', { kind: 'source.fixAll.ov-lsp', apply: 'first' });
  }

  async menu(): Promise<void> {
    await showMenu(this.#server);
  }

  async #startIfWanted(): Promise<void> {
    const isWanted = vscode.workspace.getConfiguration('ov-lsp').get<boolean>('enable', true);
    await (isWanted ? this.#server.restart() : this.#server.stop());
  }
}

/** Tells the menus whether the active file is a layer. */
function markLayer(editor: vscode.TextEditor | undefined): void {
  const document = editor?.document;
  const isLayer = document?.uri.scheme === 'file' && isLayerName(document.uri.fsPath);
  void vscode.commands.executeCommand('setContext', 'ov-lsp.isLayer', isLayer);
}

/** What the server gives a code lens; menus give the address of a file instead. */
interface Lens {
  readonly uri: string;
  readonly init?: Init;
  readonly position?: Position;
}

function lensOf(argument: unknown): Lens | undefined {
  const isLens = typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string';
  return isLens ? (argument as Lens) : undefined;
}
