// The manifest agrees with what is there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

interface Manifest {
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { description?: string; markdownDescription?: string; scope?: string; enum?: string[]; enumDescriptions?: string[] }> };
    grammars: { path: string; scopeName: string }[];
    snippets: { path: string }[];
    walkthroughs: { steps: { description: string; media: { markdown: string } }[] }[];
  };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
  publisher: string;
  name: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;
const readme = readFileSync('README.md', 'utf8');
const entry = readFileSync('src/extension.ts', 'utf8');

describe('the manifest', () => {
  test('offers the commands that are registered', () => {
    const registered = /COMMANDS = \[(.*)\] as const/s.exec(entry)?.[1]?.match(/\w+/g) ?? [];
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), registered.map((name) => `ov-lsp.${name}`).sort());
  });

  test('describes each setting, and so does the README', () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      assert.ok(setting.description ?? setting.markdownDescription, name);
      assert.ok(readme.includes(`\`${name}\``), `${name} in the README`);
      if (setting.enum && name !== 'ov-lsp.trace.server') {
        assert.equal(setting.enumDescriptions?.length, setting.enum.length, name);
      }
    }
  });

  test('lets no untrusted workspace choose the program', () => {
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['ov-lsp.server.path']);
    assert.equal(contributes.configuration.properties['ov-lsp.server.path']?.scope, 'machine-overridable');
  });

  test('names only files that are there', () => {
    const media = contributes.walkthroughs.flatMap(({ steps }) => steps.map((step) => step.media.markdown));
    const paths = [...contributes.grammars, ...contributes.snippets].map(({ path }) => path);
    for (const path of [...media, ...paths]) {
      assert.ok(existsSync(path), path);
    }
  });

  test('links only to commands that exist', () => {
    const own = new Set(contributes.commands.map(({ command }) => command));
    for (const { steps } of contributes.walkthroughs) {
      for (const [, command = ''] of steps.flatMap((step) => [...step.description.matchAll(/\(command:([\w.-]+)/g)])) {
        assert.ok(own.has(command) || /^(vscode|workbench)\./.test(command), command);
      }
    }
  });

  test('gives grammars the scope that their files have', () => {
    for (const { path, scopeName } of contributes.grammars) {
      assert.equal((JSON.parse(readFileSync(path, 'utf8')) as { scopeName: string }).scopeName, scopeName);
    }
  });
});
