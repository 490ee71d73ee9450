// The server's life: found, started, restarted, given up.
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { makeClient } from './client';
import { findServer, isProgram, NoServer, programName, type Found } from './find';
import { Restarts } from './restarts';
import { checkVersion } from './version';
import { homedir } from 'node:os';

/** What the server does. */
export type ServerState =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'running'; readonly found: Found; readonly version: string }
  | { readonly kind: 'failed'; readonly why: string };

const STOP_MS = 2000;

/** Owns the one client. Every start goes through `restart`, so there is one way in and one place for errors. */
export class Server implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<ServerState>();
  readonly #restarts = new Restarts();
  #client: LanguageClient | undefined;
  #state: ServerState = { kind: 'off' };
  #turn: Promise<void> = Promise.resolve();

  /** Fires after each change of the state. */
  readonly onChange = this.#changed.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get state(): ServerState {
    return this.#state;
  }

  /** The client, while it can be asked. */
  get client(): LanguageClient | undefined {
    return this.#state.kind === 'running' ? this.#client : undefined;
  }

  /** Starts the server, or starts it anew. Calls wait for each other. */
  restart(): Promise<void> {
    this.#restarts.forget();
    return this.#next(async () => {
      await this.#end();
      await this.#start();
    });
  }

  /** Stops the server for good, or until `restart`. */
  stop(): Promise<void> {
    return this.#next(async () => {
      await this.#end();
      this.#become({ kind: 'off' });
    });
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work, work);
    return this.#turn;
  }

  async #start(): Promise<void> {
    this.#become({ kind: 'starting' });
    try {
      const found = findServer(this.#surroundings());
      const version = await checkVersion(found);
      this.log.info(`starting ov-lsp ${version} (${found.origin}): ${found.path}`);
      const client = makeClient(found.path, this.log, () => {
        this.#ended(client);
      });
      this.#client = client;
      await client.start();
      this.#become({ kind: 'running', found, version });
    } catch (error) {
      await this.#end();
      const why = error instanceof Error ? error.message : String(error);
      const isSetUp = error instanceof NoServer;
      this.#fail(isSetUp ? why : `The server does not answer: ${why}`, isSetUp);
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client?.needsStop() === true) {
      await client.stop(STOP_MS).catch((error: unknown) => {
        this.log.warn(`the server did not stop by itself: ${String(error)}`);
      });
    }
    await client?.dispose().catch(() => undefined);
  }

  /** A server that ends while it starts is the start's failure; one that ran is started again, up to a bound. */
  #ended(client: LanguageClient): void {
    if (client !== this.client) {
      return;
    }
    void this.#next(async () => {
      if (client !== this.client) {
        return;
      }
      await this.#end();
      if (this.#restarts.mayRestart()) {
        this.log.warn('the server ended; it is started again');
        await this.#start();
      } else {
        this.#fail('The server ended five times within three minutes. It is left alone until it is restarted.', false);
      }
    });
  }

  /** Says once what is wrong; the status bar keeps saying it. */
  #fail(why: string, isSetUp: boolean): void {
    this.log.error(why);
    this.#become({ kind: 'failed', why });
    const actions = isSetUp ? ['Open Settings', 'Restart Server'] : ['Restart Server', 'Show Log'];
    void vscode.window.showErrorMessage(`Overthink: ${why}`, ...actions).then((action) => this.#act(action));
  }

  async #act(action: string | undefined): Promise<void> {
    if (action === 'Open Settings') {
      await vscode.commands.executeCommand('workbench.action.openSettings', 'ov-lsp.server.path');
    } else if (action === 'Restart Server') {
      await this.restart();
    } else if (action === 'Show Log') {
      this.log.show(true);
    }
  }

  #become(state: ServerState): void {
    this.#state = state;
    this.#changed.fire(state);
  }

  #surroundings(): Parameters<typeof findServer>[0] {
    const isWindows = process.platform === 'win32';
    return {
      setting: vscode.workspace.getConfiguration('ov-lsp').get('server.path', ''),
      bundled: this.context.asAbsolutePath(`server/${programName(isWindows)}`),
      home: homedir(),
      searchPath: process.env['PATH'] ?? '',
      isWindows,
      isProgram,
    };
  }
}
