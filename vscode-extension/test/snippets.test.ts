// Snippets, filled in with what they propose, are right by the server's own rules.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';

interface Snippet {
  prefix: string;
  description: string;
  body: string[];
}

const SECTIONS: Record<string, string> = { 'ov-pair': 'service', 'ov-packaged': 'service', 'ov-exec': 'service', 'ov-check': 'eval', 'ov-task': 'task' };
const IGNORED = 'require-unknown,unreached-file,unpaired-packaged-service,unpaired-exec-service,supervisord-layer-missing,tool-not-installed,packaged-needs-packages,package-map-stale,packaged-unit-not-shipped';

const snippets = Object.values(JSON.parse(readFileSync('snippets/layer.json', 'utf8')) as Record<string, Snippet>);
const program = process.env['OV_LSP_PROGRAM'];

/** What stands in the file when every proposal is accepted. */
function expanded(body: string[]): string {
  const values = new Map<string, string>([['0', ''], ['CURRENT_YEAR', '2026'], ['TM_DIRECTORY', 'sample']]);
  let text = body.join('\n');
  const place = /\$\{(\w+)(?::((?:[^{}]|\$\{[^}]*\})*)|\|([^}]*)\||(\/[^}]*))?\}|\$(\w+)/;
  for (let found = place.exec(text); found; found = place.exec(text)) {
    const [whole, name = '', proposal, choices, , plain] = found;
    const key = plain ?? name;
    const value = values.get(key) ?? proposal ?? choices?.split(',')[0] ?? '';
    if (!value.includes('$')) {
      values.set(key, value);
    }
    text = text.replace(whole, () => value);
  }
  return text;
}

function layerWith(snippet: Snippet): string {
  const text = expanded(snippet.body);
  if (snippet.prefix === 'ov-layer') {
    return text;
  }
  const head = 'layer:\n  version: 2026.140.900\n  name: sample\n  description: A sample.\n';
  const section = Object.entries(SECTIONS).find(([prefix]) => snippet.prefix.startsWith(prefix))?.[1];
  const depth = section === undefined ? '  ' : '    ';
  const lines = text.split('\n').map((line) => (line === '' ? '' : depth + line));
  const packages = snippet.prefix === 'ov-distro' ? '' : '  package:\n    - fd-find\n';
  return [head + packages + (section === undefined ? '' : `  ${section}:`), ...lines, ''].join('\n').replace(/\n{2,}/g, '\n');
}

describe('snippets', () => {
  test('have prefixes of their own, since every YAML file offers them', () => {
    assert.equal(new Set(snippets.map(({ prefix }) => prefix)).size, snippets.length);
    for (const { prefix, description } of snippets) {
      assert.match(prefix, /^ov-/);
      assert.ok(description);
    }
  });

  for (const snippet of snippets.filter(({ prefix }) => prefix !== 'ov-ignore')) {
    const skip = program === undefined ? 'OV_LSP_PROGRAM names no server' : false;
    test(`${snippet.prefix} is right as proposed`, { skip }, () => {
      const folder = mkdtempSync(join(tmpdir(), 'ov-snippet-'));
      try {
        mkdirSync(join(folder, 'layers/sample'), { recursive: true });
        writeFileSync(join(folder, 'overthink.yml'), 'discover:\n  layer:\n    - path: layers\n      recursive: true\n');
        writeFileSync(join(folder, 'layers/sample/layer.yml'), layerWith(snippet));
        const run = spawnSync(program ?? '', ['check', folder, '--format', 'concise', '--ignore', IGNORED], { encoding: 'utf8' });
        assert.equal(run.status, 0, `${layerWith(snippet)}\n${run.stdout}${run.stderr}`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
