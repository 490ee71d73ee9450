// Beside Red Hat's server for YAML.
import assert from 'node:assert/strict';
import { until } from './editor.mjs';
import { LAYER, lineOf } from './workspace.mjs';

export async function neighbours(editor, folder, step) {
  const page = await editor.open(folder);
  await editor.file(LAYER, lineOf(folder, LAYER, 'group: libvirt'), 21);
  const rows = (text) => page.locator('.markers-panel .monaco-list-row', { hasText: text });

  await step('a mistake in the YAML is said once, by the other server', async () => {
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('group: again');
    await editor.problem('two forms of one daemon');
    await rows('Map keys must be unique').first().waitFor();
    assert.equal(await rows('duplicate-key').count(), 0);
  });

  await step('a key is proposed once, with one piece of documentation', async () => {
    await editor.file(LAYER, lineOf(folder, LAYER, 'group: libvirt') + 1, 1);
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.press('Delete');
    await page.keyboard.type('ti');
    await page.keyboard.press('Control+Space');
    const proposals = page.locator('.suggest-widget .monaco-list-row');
    await until('a proposal', async () => (await proposals.count()) > 0);
    const labels = await proposals.evaluateAll((list) => list.map((row) => row.querySelector('.label-name')?.textContent));
    assert.ok(labels.includes('timeout'), labels.join());
    assert.equal(new Set(labels).size, labels.length, labels.join());
    await page.keyboard.press('Escape');
  });

  await step('formatting is left to the other one, without a question', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Delete');
    await editor.command('Format Document');
    await page.waitForTimeout(1000);
    assert.equal(await page.locator('.monaco-dialog-box, .notification-toast', { hasText: 'formatter' }).count(), 0);
  });
}
