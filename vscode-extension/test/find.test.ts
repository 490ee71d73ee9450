import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { describe, test } from 'node:test';
import { findServer, NoServer, type Surroundings } from '../src/server/find';

const BUNDLED = '/extension/server/ov-lsp';

function around(programs: string[], more: Partial<Surroundings> = {}): Surroundings {
  const isProgram = (path: string): boolean => programs.includes(path);
  return { setting: '', bundled: BUNDLED, home: '/home/me', searchPath: ['relative', '/usr/bin', '/opt/bin'].join(delimiter), isWindows: false, isProgram, ...more };
}

describe('the search for the server', () => {
  test('the setting comes before all else', () => {
    const found = findServer(around(['/my/ov-lsp', BUNDLED, '/usr/bin/ov-lsp'], { setting: ' /my/ov-lsp ' }));
    assert.deepEqual(found, { path: '/my/ov-lsp', origin: 'setting' });
  });

  test('the setting may start at the home folder', () => {
    const found = findServer(around(['/home/me/bin/ov-lsp'], { setting: '~/bin/ov-lsp' }));
    assert.equal(found.path, '/home/me/bin/ov-lsp');
  });

  test('a setting that leads nowhere is an error, whatever else is there', () => {
    const wrong = around([BUNDLED, '/usr/bin/ov-lsp'], { setting: '/gone/ov-lsp' });
    assert.throws(() => findServer(wrong), (error) => error instanceof NoServer && error.message.includes('/gone/ov-lsp'));
  });

  test('a relative setting is an error, since a folder decides what it means', () => {
    assert.throws(() => findServer(around(['bin/ov-lsp'], { setting: 'bin/ov-lsp' })), /no absolute path/);
  });

  test('the program of the package comes before the PATH', () => {
    assert.deepEqual(findServer(around([BUNDLED, '/usr/bin/ov-lsp'])), { path: BUNDLED, origin: 'bundled' });
  });

  test('the first one on the PATH counts, relative folders do not', () => {
    assert.deepEqual(findServer(around(['relative/ov-lsp', '/opt/bin/ov-lsp'])), { path: '/opt/bin/ov-lsp', origin: 'PATH' });
  });

  test('Windows has another name for it', () => {
    assert.equal(findServer(around(['/opt/bin/ov-lsp.exe'], { isWindows: true })).origin, 'PATH');
  });

  test('nothing anywhere is said with what to do', () => {
    assert.throws(() => findServer(around([])), /ov-lsp\.server\.path/);
  });
});
