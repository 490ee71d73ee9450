// What one does all day: see a problem, fix it, watch the preview, go through the other pages, and have the server die.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processesOf, textOf, until } from './editor.mjs';
import { LAYER, lineOf } from './workspace.mjs';

const PAIR = 'two forms of one daemon';
// The two mistakes, and two keys in an older spelling.
const PROBLEMS = 4;
const COMMAND = '      exec: "/usr/sbin/virtnetworkd --timeout 0"';
/** The column in front of a command's last digit. */
const column = (command) => command.length - 1;

export async function daily(editor, folder, program, step) {
  const disk = () => readFileSync(join(folder, LAYER), 'utf8');
  const page = await editor.open(folder);

  await step('a finding is shown with its related half', async () => {
    await editor.file(LAYER, lineOf(folder, LAYER, '- name: virtnetwork'), 15);
    await page.locator('.squiggly-warning').first().waitFor();
    await editor.problem(PAIR);
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'the `use_packaged` form' }).waitFor();
    await editor.picture('vscode-finding');
  });

  await step('the status bar counts the problems of the file', async () => {
    await editor.hasProblems(PROBLEMS);
  });

  await step('a quick fix of a package_map is applied, and the finding goes', async () => {
    await page.keyboard.press('Control+j');
    await editor.file(LAYER, lineOf(folder, LAYER, 'package: libvirt-daemon-driver-qemu'), 20);
    const fix = await editor.quickFixes('Ask for `libvirt` on arch');
    await editor.picture('vscode-quick-fixes');
    await fix.click();
    await page.locator('.view-line', { hasText: 'arch: libvirt' }).first().waitFor();
    await editor.hasProblems(PROBLEMS - 1);
    await page.keyboard.press('Control+s');
    await until('the file on disk', () => disk().match(/arch: libvirt/g)?.length === 2);
  });

  let preview;
  await step('the preview shows what the entry under the cursor becomes', async () => {
    await editor.goTo(lineOf(folder, LAYER, COMMAND), column(COMMAND));
    await editor.command('Overthink: Open Preview to the Side');
    preview = await editor.view('.block.of-entry');
    await preview.locator('.block.active', { hasText: '[program:virtnetwork]' }).waitFor();
    assert.equal(await preview.locator('button.entry').count(), 4);
    await editor.picture('vscode-preview');
  });

  await step('the preview follows what is typed, before it is saved', async () => {
    await editor.goTo(lineOf(folder, LAYER, COMMAND), column(COMMAND));
    await page.keyboard.type('17');
    await preview.locator('.block.active', { hasText: '--timeout 170' }).waitFor();
    assert.ok(!disk().includes('--timeout 170'));
  });

  await step('the changes against the saved file are shown', async () => {
    await preview.locator('[data-key="diff"]').click();
    await preview.locator('.line.added', { hasText: '--timeout 170' }).waitFor();
    await preview.locator('.line.removed', { hasText: '--timeout 0' }).waitFor();
    await preview.locator('[data-key="diff"]').click();
    await preview.locator('.block.of-entry').first().waitFor();
  });

  await step('systemd leaves out what the packaged form stands for, and says why', async () => {
    await preview.locator('[data-key="init-systemd"]').click();
    await preview.locator('button.entry', { hasText: 'left out: ' }).first().waitFor();
    await preview.locator('[data-key="image"]').selectOption('station-arch');
    await preview.locator('[data-key="init-supervisord"]').click();
    await preview.locator('.line', { hasText: /# \d+-virtualization\.conf/ }).waitFor();
  });

  await step('a click in the preview leads to the entry', async () => {
    await preview.locator('.block.of-entry', { hasText: '[program:virtqemud]' }).click();
    await editor.cursor(lineOf(folder, LAYER, '- name: virtqemud'));
  });

  await step('the keyboard leads there too', async () => {
    await preview.locator('.block.of-entry', { hasText: '[program:virtnetwork]' }).focus();
    await page.keyboard.press('Enter');
    await editor.cursor(lineOf(folder, LAYER, '- name: virtnetwork'));
  });

  await step('the packages page says what is installed where', async () => {
    await preview.locator('[data-key="page-packages"]').click();
    await preview.locator('h2', { hasText: 'arch' }).waitFor();
    await preview.locator('td', { hasText: 'qemu-base' }).first().waitFor();
    await editor.picture('vscode-packages');
    await preview.locator('button.link', { hasText: 'qemu-base' }).click();
    await editor.cursor(lineOf(folder, LAYER, '- qemu-base'));
  });

  await step('the matrix shows all layers, filters them, and opens one', async () => {
    await editor.command('Overthink: Show Project Matrix');
    const matrix = await editor.view('table.matrix');
    const all = await matrix.locator('tbody tr').count();
    assert.ok(all >= 20, `${all} layers`);
    await editor.picture('vscode-matrix');
    await matrix.locator('input[type=search]').fill('mosquitto');
    await until('fewer rows', async () => (await matrix.locator('tbody tr').count()) < all);
    await matrix.locator('button.link', { hasText: 'mosquitto' }).first().click();
    await page.locator('.tab.active', { hasText: 'layer.yml' }).first().waitFor();
    await page.locator('.view-line', { hasText: 'mosquitto' }).first().waitFor();
  });

  await step('it is said why a file is checked', async () => {
    await editor.command('Overthink: Why Is This File (Not) Checked?');
    await page.locator('.monaco-dialog-box', { hasText: 'discovers it as layer' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
  });

  await step('a layer is renamed in all files, its folder too', async () => {
    const image = () => readFileSync(join(folder, 'image.yml'), 'utf8');
    const line = lineOf(folder, 'image.yml', '- forecast');
    await editor.file('image.yml', line, 12);
    const box = page.locator('.rename-box input').first();
    await editor.attempt('rename', () => page.keyboard.press('F2'), () => box.waitFor({ timeout: 10_000 }));
    await box.fill('weather');
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: '- weather' }).first().waitFor();
    const renamed = () => image().includes('- weather') && textOf(join(folder, 'layers/weather/layer.yml')).includes('name: weather');
    // The edits arrive file by file, so the first saving may come too early for some.
    await until('the files on disk', async () => {
      await editor.command('File: Save All');
      return renamed();
    });
    assert.equal(textOf(join(folder, 'layers/forecast/layer.yml')), '');
    await editor.hasProblems(0);
  });

  await step('a restart brings another server, and the findings back', async () => {
    const [before] = processesOf(program);
    assert.ok(before);
    await editor.command('Overthink: Restart Server');
    await until('another server', () => processesOf(program).length === 1 && processesOf(program)[0] !== before);
    await answers(editor, folder);
  });

  await step('a killed server is started again', async () => {
    const [before] = processesOf(program);
    process.kill(before, 'SIGKILL');
    await until('another server', () => processesOf(program).length === 1 && processesOf(program)[0] !== before);
    await answers(editor, folder);
    assert.equal(await page.locator('.notification-toast', { hasText: 'Overthink' }).count(), 0);
  });
}

/** A new mistake is found, and gone when it is taken back. */
async function answers(editor, folder) {
  const { page } = editor;
  await editor.file(LAYER, lineOf(folder, LAYER, 'group: libvirt'), 21);
  await editor.hasProblems(PROBLEMS - 1);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('grup: x');
  await editor.hasProblems(PROBLEMS);
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Backspace');
  await editor.hasProblems(PROBLEMS - 1);
}
