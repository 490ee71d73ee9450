// All that somebody who helps wants to know, in one text.
import * as vscode from 'vscode';
import type { Server } from './server/server';

const OTHERS = ['redhat.vscode-yaml', 'redhat.ansible', 'ms-kubernetes-tools.vscode-kubernetes-tools', 'docker.docker'];

/** The text, as Markdown. */
export function debugInformation(context: vscode.ExtensionContext, server: Server): string {
  const own = context.extension.packageJSON as { version: string };
  const sections: [string, unknown][] = [
    ['Server', server.state],
    ['What the server offers', server.client?.initializeResult ?? null],
    ['Settings', vscode.workspace.getConfiguration('ov-lsp')],
    ['Workspace', { folders: vscode.workspace.workspaceFolders?.map((folder) => folder.uri.toString()) ?? [], isTrusted: vscode.workspace.isTrusted }],
    ['Active file', activeFile()],
    ['Other extensions for YAML', others()],
  ];
  const head = [
    '# Overthink Layers: debug information',
    '',
    'Paths of your machine stand in here. Look through it before you give it to somebody.',
    '',
    `Extension ${own.version}, VS Code ${vscode.version}, ${process.platform} ${process.arch}, Node ${process.versions.node}, ${vscode.env.remoteName ?? 'local'}`,
  ];
  const body = sections.flatMap(([title, value]) => ['', `## ${title}`, '', '```json', JSON.stringify(value, undefined, 2), '```']);
  return [...head, ...body, ''].join('\n');
}

function activeFile(): unknown {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    return null;
  }
  const problems = vscode.languages.getDiagnostics(document.uri);
  const bySource: Record<string, number> = {};
  problems.forEach(({ source }) => {
    bySource[source ?? ''] = (bySource[source ?? ''] ?? 0) + 1;
  });
  return { uri: document.uri.toString(), language: document.languageId, version: document.version, lines: document.lineCount, problems: bySource };
}

function others(): Record<string, string> {
  const versions = OTHERS.flatMap((id) => {
    const found = vscode.extensions.getExtension(id);
    return found ? [[id, (found.packageJSON as { version: string }).version] as const] : [];
  });
  return Object.fromEntries(versions);
}
