// The preview beside a layer.
import * as vscode from 'vscode';
import { isLayerName } from '../detect';
import type { Init, Preview } from '../protocol';
import { ask } from '../server/ask';
import type { Server } from '../server/server';
import { diffLines } from './diff';
import type { FromPreview, ImageChoice, PreviewModel, PreviewPage, ToPreview } from './messages';
import { pageOf, pageOptions } from './page';
import { entryAt } from './places';
import { saveFiles } from './save';
import { Saved } from './saved';

const TYPE = 'ov-lsp.preview';

interface Choices {
  page: PreviewPage;
  init: Init;
  image: string;
  diff: boolean;
}

/** The one preview. It shows the layer that was edited last. */
export class PreviewPanel implements vscode.Disposable {
  readonly #parts: vscode.Disposable[] = [];
  readonly #saved = new Saved();
  #panel: vscode.WebviewPanel | undefined;
  #document: vscode.TextDocument | undefined;
  #images: readonly ImageChoice[] = [];
  #choices: Choices = { page: 'services', init: 'supervisord', image: '', diff: false };
  #shown: Preview | undefined;
  /** The version of the document that was saved. Not taken from `isDirty`, which is told later than an edit. */
  #savedVersion: number | undefined;
  #isBusy = false;
  #isStale = false;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
  ) {}

  /** Opens the preview of a layer, or brings it to the front. */
  open(document: vscode.TextDocument, init?: Init): void {
    this.#document = document;
    const proposed = vscode.workspace.getConfiguration('ov-lsp', document.uri).get<Init>('preview.init', 'supervisord');
    this.#choices.init = init ?? (this.#panel ? this.#choices.init : proposed);
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      void this.#renew();
      return;
    }
    const panel = vscode.window.createWebviewPanel(TYPE, 'Preview', { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }, pageOptions(this.extension));
    panel.webview.html = pageOf(panel.webview, this.extension, 'preview', 'Preview of a layer');
    this.#panel = panel;
    this.#parts.push(
      panel,
      panel.webview.onDidReceiveMessage((message: FromPreview) => this.#take(message)),
      panel.onDidDispose(() => {
        this.dispose();
      }),
      vscode.workspace.onDidChangeTextDocument((change) => {
        if (change.document === this.#document) {
          this.#refresh();
        }
      }),
      vscode.workspace.onDidSaveTextDocument(() => {
        this.#saved.forget();
        void this.#renew();
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.#follow(editor);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#mark(textEditor);
      }),
      this.server.onChange(() => void this.#renew()),
    );
  }

  dispose(): void {
    this.#panel = undefined;
    this.#shown = undefined;
    this.#parts.splice(0).forEach((part) => {
      part.dispose();
    });
  }

  async #take(message: FromPreview): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#renew();
      case 'choose':
        this.#choose(message);
        return;
      case 'jump':
        return this.#jump(new vscode.Position(message.to.line, message.to.character));
      case 'copy':
        await vscode.env.clipboard.writeText(this.#shown?.text ?? '');
        vscode.window.setStatusBarMessage('Preview copied', 3000);
        return;
      case 'save':
        return saveFiles(this.#shown?.files ?? [], this.#document?.uri);
    }
  }

  #choose({ page, init, image, diff }: Partial<Choices>): void {
    const now = this.#choices;
    this.#choices = { page: page ?? now.page, init: init ?? now.init, image: image ?? now.image, diff: diff ?? now.diff };
    this.#refresh();
  }

  #follow(editor: vscode.TextEditor | undefined): void {
    const document = editor?.document;
    if (document?.uri.scheme === 'file' && isLayerName(document.uri.fsPath) && document !== this.#document) {
      this.#document = document;
      void this.#renew();
    }
  }

  /** Asks for the images too, which only other files change. */
  async #renew(): Promise<void> {
    const { client } = this.server;
    const document = this.#document;
    this.#savedVersion = document?.isDirty === false ? document.version : undefined;
    if (client && document) {
      const uri = client.code2ProtocolConverter.asUri(document.uri);
      const graph = await ask(client, 'ov-lsp/graph', { uri }).catch(() => null);
      this.#images = (graph?.images ?? []).map(({ name, tags }) => ({ name, label: tags?.[0] === undefined ? name : `${name} (${tags[0]})` }));
      if (!this.#images.some(({ name }) => name === this.#choices.image)) {
        this.#choices.image = '';
      }
    }
    this.#refresh();
  }

  /** Asks once at a time; what changes meanwhile is asked for when the answer is here. */
  #refresh(): void {
    if (this.#isBusy) {
      this.#isStale = true;
      return;
    }
    this.#isBusy = true;
    this.#isStale = false;
    void this.#show().finally(() => {
      this.#isBusy = false;
      if (this.#isStale) {
        this.#refresh();
      }
    });
  }

  async #show(): Promise<void> {
    const document = this.#document;
    const model = document && (await this.#model(document));
    if (model && this.#panel) {
      this.#panel.title = `Preview ${model.preview?.layer ?? model.packages?.layer ?? ''}`.trim();
      await this.#tell({ kind: 'show', model });
    }
  }

  async #model(document: vscode.TextDocument): Promise<PreviewModel> {
    const { page, init, image } = this.#choices;
    const frame = { file: vscode.workspace.asRelativePath(document.uri), page, init, image, images: this.#images, follow: this.#isFollowing() };
    const { client } = this.server;
    if (!client) {
      return { ...frame, message: 'The server does not run.' };
    }
    const params = { textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) }, ...(image === '' ? {} : { image }) };
    try {
      if (page === 'packages') {
        const packages = await ask(client, 'ov-lsp/packages', params);
        return packages ? { ...frame, packages } : { ...frame, message: NO_LAYER };
      }
      const asked = document.version;
      const preview = await ask(client, 'ov-lsp/preview', { ...params, init });
      if (!preview) {
        return { ...frame, message: NO_LAYER };
      }
      this.#shown = preview;
      const key = [document.uri.toString(), init, image].join('\n');
      if (asked === this.#savedVersion && document.version === asked) {
        this.#saved.keep(key, preview.text);
      }
      return { ...frame, preview, ...this.#activeOf(document), ...(this.#choices.diff ? { diff: this.#diff(key, preview.text) } : {}) };
    } catch (error) {
      return { ...frame, message: `The server could not answer: ${error instanceof Error ? error.message : String(error)}` };
    }
  }

  #diff(key: string, text: string): NonNullable<PreviewModel['diff']> {
    const saved = this.#saved.get(key);
    return saved === undefined ? 'The preview of the saved file is not known. It is from the next time that the file is saved.' : diffLines(saved, text);
  }

  #activeOf(document: vscode.TextDocument): { active?: number } {
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    const active = editor && entryAt(this.#shown?.entries ?? [], editor.selection.active);
    return active === undefined ? {} : { active };
  }

  #mark(editor: vscode.TextEditor): void {
    if (editor.document === this.#document && this.#shown) {
      void this.#tell({ kind: 'active', ...this.#activeOf(editor.document), follow: this.#isFollowing() });
    }
  }

  #isFollowing(): boolean {
    return vscode.workspace.getConfiguration('ov-lsp').get<boolean>('preview.followCursor', true);
  }

  async #jump(to: vscode.Position): Promise<void> {
    if (this.#document) {
      const open = vscode.window.visibleTextEditors.find((one) => one.document === this.#document);
      const column = open?.viewColumn ?? vscode.ViewColumn.One;
      await vscode.window.showTextDocument(this.#document, { viewColumn: column, selection: new vscode.Range(to, to) });
    }
  }

  async #tell(message: ToPreview): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }
}

const NO_LAYER = 'No project reaches this file as a layer.';
