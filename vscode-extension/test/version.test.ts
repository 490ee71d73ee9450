import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkVersion, isAtLeast, OLDEST, versionIn } from '../src/server/version';

describe('versions', () => {
  test('are read from what the server prints', () => {
    assert.equal(versionIn('ov-lsp 0.1.0\n'), '0.1.0');
    assert.equal(versionIn('ov-lsp 1.2.3-beta.1\n'), '1.2.3-beta.1');
  });

  test('are not read from anything else', () => {
    for (const output of ['', 'ov-lsp', 'ls (GNU coreutils) 9.1\n', 'ov-lsp x.y.z\n', 'warning\nov-lsp 0.1.0\n']) {
      assert.equal(versionIn(output), undefined, output);
    }
  });

  test('are compared by number', () => {
    assert.ok(isAtLeast('0.10.0', '0.9.1'));
    assert.ok(isAtLeast('0.1.0', '0.1.0'));
    assert.ok(isAtLeast('1.0.0', '0.9.9'));
    assert.ok(!isAtLeast('0.1.9', '0.2.0'));
    assert.ok(!isAtLeast('0.9.9', '1.0.0'));
  });
});

describe('a program asked for its version', { skip: process.platform === 'win32' }, () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ov-version-'));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  function ask(script: string): Promise<string> {
    const path = join(folder, 'program');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return checkVersion({ path, origin: 'setting' });
  }

  test('answers with it', async () => {
    assert.equal(await ask('echo ov-lsp 9.8.7'), '9.8.7');
  });

  test('is refused when it is something else', async () => {
    await assert.rejects(ask('echo something else'), /is not ov-lsp.*“something else”/);
  });

  test('is refused when it is too old', async () => {
    await assert.rejects(ask('echo ov-lsp 0.0.9'), new RegExp(`ov-lsp 0\\.0\\.9, and this extension needs ${OLDEST.replaceAll('.', '\\.')}`));
  });

  test('is refused when it ends without a word', async () => {
    await assert.rejects(ask('exit 3'), /cannot be started/);
  });
});
