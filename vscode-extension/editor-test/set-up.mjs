// What may be wrong around the server: no program, another program, one that dies, a workspace that is not trusted.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { textOf, until } from './editor.mjs';
import { LAYER, lineOf } from './workspace.mjs';

const TOAST = '.notification-toast';

/** With the universal package and no server anywhere. */
export async function wrongServers(editor, folder, program, step) {
  const page = await editor.open(folder);
  const toasts = (text) => page.locator(TOAST, { hasText: text });
  await editor.file(LAYER, lineOf(folder, LAYER, '- name: virtnetwork'));

  await step('a missing server is said once', async () => {
    await toasts('is missing').waitFor();
    await sleep(1500);
    assert.equal(await page.locator(TOAST).count(), 1);
    assert.match((await editor.status().getAttribute('aria-label')) ?? '', /is missing/);
  });

  await step('a setting that names another program is said once', async () => {
    await quiet(editor);
    await editor.set({ 'ov-lsp.server.path': '/bin/echo' });
    await toasts('is not ov-lsp').waitFor();
    await sleep(1500);
    assert.equal(await page.locator(TOAST).count(), 1);
  });

  await step('a server that dies at once is left alone, with one message', async () => {
    await quiet(editor);
    const scripts = mkdtempSync(join(tmpdir(), 'ov-dying-'));
    const starts = join(scripts, 'starts');
    const dying = script(join(scripts, 'dying'), `[ "$1" = --version ] && exec echo ov-lsp 0.1.0\necho start >>${starts}\nexit 1`);
    await editor.set({ 'ov-lsp.server.path': dying });
    await page.locator(TOAST).first().waitFor();
    await sleep(2000);
    const count = textOf(starts).trim().split('\n').length;
    assert.ok(count >= 1 && count <= 5, `${count} starts`);
    assert.equal(await page.locator(TOAST).count(), 1);
  });

  await step('the right setting is taken up at once', async () => {
    await quiet(editor);
    await editor.set({ 'ov-lsp.server.path': program });
    await editor.file(LAYER, lineOf(folder, LAYER, '- name: virtnetwork'));
    await page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
    assert.equal(await page.locator(TOAST).count(), 0);
  });
}

/** With a workspace that names a program of its own, and is not trusted. */
export async function untrusted(editor, folder, step) {
  const proof = join(folder, 'was-run');
  const foreign = script(join(folder, 'foreign'), `touch ${proof}\necho ov-lsp 9.9.9`);
  mkdirSync(join(folder, '.vscode'));
  writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'ov-lsp.server.path': foreign }));
  const page = await editor.open(folder);

  await step('a workspace that is not trusted is checked, by our own server', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await editor.file(LAYER, lineOf(folder, LAYER, '- name: virtnetwork'));
    await page.locator('.squiggly-warning, .squiggly-info').first().waitFor();
    assert.equal(textOf(proof), '');
  });
}

async function quiet(editor) {
  await editor.command('Notifications: Clear All Notifications');
  await until('no message', async () => (await editor.page.locator(TOAST).count()) === 0);
}

function script(path, text) {
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
