// How long things take in a real editor: `node editor-test/latency.mjs PROJECT`, environment as for run.mjs. Prints a table in Markdown.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { loadavg, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Editor, until } from './editor.mjs';
import { lineOf } from './workspace.mjs';

const FILES = 20;
const KEYS = 60;
const TOP_LINES = 25;

const project = mkdtempSync(join(tmpdir(), 'ov-latency-'));
cpSync(process.argv[2], project, { recursive: true });
const editor = await Editor.start({ vsixes: [process.env.OV_VSIX] });
const rows = [];
try {
  const page = await editor.open(project);
  const paths = filesWithFindings();
  const first = await opened(page, paths[0]);
  rows.push(['first file after the start, server included', [first]]);
  rows.push(['activation, as VS Code reports it', [await activation(page)]]);
  const later = [];
  for (const path of paths.slice(1, FILES + 1)) later.push(await opened(page, path));
  rows.push([`opening ${later.length} more layers, until their first finding shows`, later]);
  rows.push([`key stroke to new text in the preview, ${KEYS} times`, await typed(page)]);
} finally {
  await editor.stop();
  rmSync(project, { recursive: true, force: true });
}
console.log(`load ${loadavg()[0].toFixed(1)} at the end\n`);
console.log('| | p50 | p95 | most |\n|---|--:|--:|--:|');
for (const [what, times] of rows) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => `${Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))])} ms`;
  console.log(`| ${what} | ${times.length === 1 ? `${at(0)} | |` : `${at(0.5)} | ${at(0.95)} | ${at(1)}`} |`);
}

/** Layers with something to underline on their first screen. */
function filesWithFindings() {
  const report = execFileSync(process.env.OV_LSP_PROGRAM, ['check', project, '--format', 'json', '--exit-zero', '--min-severity', 'info'], { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  const seen = JSON.parse(report).findings.filter(({ file, start }) => file.endsWith('/layer.yml') && start.line <= TOP_LINES);
  return [...new Set(seen.map(({ file }) => (file.startsWith('/') ? relative(project, file) : file)))];
}

/** From Enter in the list of files to the first underline, by the page's own clock. */
async function opened(page, path) {
  const input = page.locator('.quick-input-widget input[type=text]').first();
  await page.keyboard.press('Control+p');
  await input.waitFor();
  await input.fill(path);
  await page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: path.split('/').at(-2) }).waitFor();
  await page.evaluate((name) => {
    const isHere = () => document.querySelector('.editor-instance .breadcrumb-path, .breadcrumbs-control')?.textContent.includes(name) && document.querySelector('[class*="squiggly-"]') !== null;
    window.ovTime = new Promise((resolve) => {
      window.addEventListener('keydown', () => {
        const start = performance.now();
        const look = () => (isHere() ? resolve(performance.now() - start) : requestAnimationFrame(look));
        look();
      }, { once: true, capture: true });
    });
  }, path.split('/').at(-2));
  await page.keyboard.press('Enter');
  return page.evaluate(() => Promise.race([window.ovTime, new Promise((_, reject) => setTimeout(() => reject(new Error('no finding shows')), 20_000))]));
}

async function activation(page) {
  await editor.command('Developer: Show Running Extensions');
  // The list begins with what took longest, and holds only what fits on the screen.
  const size = page.viewportSize();
  await page.setViewportSize({ ...size, height: 4000 });
  const row = page.locator('.editor-instance .monaco-list-row', { hasText: 'Overthink' }).first();
  await row.waitFor();
  const text = await until('the time', async () => /(?:Activation|Startup Activation): (\d+)ms/.exec(await row.innerText()));
  await page.setViewportSize(size);
  return Number(text[1]);
}

/** From the key's event in the editor to the new text in the page beside it. */
async function typed(page) {
  const path = 'layers/virtualization/layer.yml';
  const command = readFileSync(join(project, path), 'utf8').split('\n').find((line) => /exec: .*--timeout \d+"/.test(line));
  await editor.file(path, lineOf(project, path, command), command.length);
  await editor.command('Overthink: Open Preview to the Side');
  const preview = await editor.view('.block.of-entry');
  await editor.goTo(lineOf(project, path, command), command.length);
  await page.evaluate(() => {
    window.addEventListener('keydown', () => { window.ovKey = performance.timeOrigin + performance.now(); }, true);
  });
  await preview.evaluate(() => {
    new MutationObserver(() => {
      window.ovShown = { at: performance.timeOrigin + performance.now(), text: document.querySelector('.sheet')?.textContent ?? '' };
    }).observe(document.body, { subtree: true, childList: true });
  });
  const times = [];
  let value = /--timeout (\d+)/.exec(command)[1];
  for (let key = 0; key < KEYS; key += 1) {
    value += key % 10;
    await page.keyboard.press(String(key % 10));
    const shown = await until('the new text', () => preview.evaluate((wanted) => (window.ovShown?.text.includes(`--timeout ${wanted}`) ? window.ovShown.at : 0), value));
    times.push(shown - (await page.evaluate(() => window.ovKey)));
    await page.waitForTimeout(150);
  }
  return times;
}
