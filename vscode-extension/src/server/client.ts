// The language client, set up for files that another YAML extension looks at too.
import * as vscode from 'vscode';
import { CloseAction, ErrorAction, LanguageClient, TransportKind, type Middleware, type StaticFeature } from 'vscode-languageclient/node';
import { isShown, type YamlErrors } from './yaml-errors';

const RED_HAT = 'redhat.vscode-yaml';

/** A client whose own messages go to the log: what the user is told is said in one place. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** A client that is not started yet. `ended` is called when the server goes without being asked to. */
export function makeClient(program: string, log: vscode.LogOutputChannel, ended: () => void): LanguageClient {
  const client = new QuietClient(
    'ov-lsp',
    'Overthink',
    { command: program, args: ['server'], transport: TransportKind.stdio },
    {
      // The server is silent about files of no project, whatever their name, and the language stays YAML.
      documentSelector: [
        { scheme: 'file', language: 'yaml' },
        { scheme: 'file', pattern: '**/{layer,overthink,ov-lsp}.{yml,yaml}' },
      ],
      outputChannel: log,
      traceOutputChannel: log,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          ended();
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
      initializationFailedHandler: () => false,
      // What code lenses may run.
      initializationOptions: { commands: ['ov-lsp.showPreview', 'ov-lsp.showReferences'] },
      middleware: middleware(),
    },
  );
  if (!isFormatting()) {
    client.registerFeature(WITHOUT_FORMATTER);
  }
  return client;
}

/** Takes the formatter out of what the server offers, so that VS Code does not ask which one to use. */
const WITHOUT_FORMATTER: StaticFeature = {
  preInitialize: (offered) => {
    delete offered.documentFormattingProvider;
    delete offered.documentRangeFormattingProvider;
  },
  fillClientCapabilities: () => undefined,
  initialize: () => undefined,
  getState: () => ({ kind: 'static' }),
  clear: () => undefined,
};

function isFormatting(): boolean {
  const wanted = vscode.workspace.getConfiguration('ov-lsp').get<'auto' | 'on' | 'off'>('formatter', 'auto');
  return wanted === 'on' || (wanted === 'auto' && vscode.extensions.getExtension(RED_HAT) === undefined);
}

function middleware(): Middleware {
  return {
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      const wanted = yamlErrors();
      if (report && 'items' in report) {
        report.items = report.items.filter((item) => isShown(ruleOf(item), wanted));
      }
      return report;
    },
  };
}

function yamlErrors(): YamlErrors {
  const own = vscode.workspace.getConfiguration('ov-lsp').get<'auto' | 'always' | 'never'>('problems.yamlErrors', 'auto');
  const others = vscode.extensions.getExtension(RED_HAT) !== undefined && vscode.workspace.getConfiguration('yaml').get<boolean>('validate', true);
  return { own, isShownByOther: others };
}

function ruleOf(item: vscode.Diagnostic): string {
  const code = item.code;
  return String(typeof code === 'object' ? code.value : code);
}
