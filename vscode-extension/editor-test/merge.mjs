// A layer for one init system goes into the layer that it repeats.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { textOf, until } from './editor.mjs';
import { HALF, SPLIT, halveRotation, lineOf, splitBroker } from './workspace.mjs';

const TITLE = 'Merge `mosquitto-host` into `mosquitto`';

export async function merge(editor, folder, step) {
  const whole = splitBroker(folder);
  const rotation = halveRotation(folder);
  const page = await editor.open(folder);
  const half = `${HALF}/layer.yml`;
  const row = (text) => page.locator('.pane-body .monaco-list-row', { hasText: text }).first();
  const tick = (text) => row(text).locator('[role=checkbox], input[type=checkbox]').first();

  await step('the merge is offered at the finding, and says what it changes', async () => {
    await editor.file(half, lineOf(folder, half, 'name: mosquitto-host'), 10);
    await page.locator('.squiggly-warning').first().waitFor();
    const action = await editor.quickFixes(`${TITLE} (changes systemd`);
    await action.click();
  });

  await step('all edits are shown first, and only the deletion waits for a tick', async () => {
    await row('host.conf').waitFor();
    await row('image.yml').waitFor();
    assert.equal(await tick('image.yml').getAttribute('aria-checked'), 'true');
    assert.equal(await tick('(deleting)').getAttribute('aria-checked'), 'false');
    assert.ok(existsSync(join(folder, half)));
    await editor.picture('vscode-merge-preview');
  });

  await step('once they are accepted there is one layer, and nothing is lost', async () => {
    await tick('(deleting)').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await until('the files on disk', async () => {
      await editor.command('File: Save All');
      return !existsSync(join(folder, HALF)) && textOf(join(folder, SPLIT)) === whole;
    });
    assert.equal(textOf(join(folder, 'layers/mosquitto/host.conf')), 'listener 1883\n');
    assert.ok(!textOf(join(folder, 'image.yml')).includes('mosquitto-host'));
  });

  await step('two halves become one layer under the name that they share', async () => {
    const host = 'layers/logrotate-host/layer.yml';
    await editor.file(host, lineOf(folder, host, 'name: logrotate-host'), 10);
    await page.locator('.squiggly-warning').first().waitFor();
    await (await editor.quickFixes('Merge `logrotate-pod` and `logrotate-host` into `logrotate`')).click();
    await tick('(deleting)').click();
    await page.getByRole('button', { name: 'Apply' }).click();
    await until('the files on disk', async () => {
      await editor.command('File: Save All');
      return textOf(join(folder, 'layers/logrotate/layer.yml')) === rotation;
    });
    assert.ok(existsSync(join(folder, 'layers/logrotate/logrotate-loop')));
    assert.ok(!existsSync(join(folder, 'layers/logrotate-pod')) && !existsSync(join(folder, 'layers/logrotate-host')));
    assert.ok(!/logrotate-(pod|host)/.test(textOf(join(folder, 'image.yml'))));
  });
}
