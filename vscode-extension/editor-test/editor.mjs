// A real VS Code (the web build, code-server) in a real browser, driven as a user does.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const PATIENCE = 60_000;

const SETTINGS = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 300,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Steps that had to be tried again; the run prints and counts them. */
export const retries = [];

/** Calls until the answer is truthy. */
export async function until(what, ask, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s for ${what}`);
    await sleep(50);
  }
}

/** One VS Code with a user folder of its own. */
export class Editor {
  /** Installs the packages and serves; `environment` is added to the server's. */
  static async start({ vsixes, settings = {}, environment = {} }) {
    const folder = mkdtempSync(join(tmpdir(), 'ov-vscode-'));
    const user = join(folder, 'user');
    mkdirSync(join(user, 'User'), { recursive: true });
    writeFileSync(join(user, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...settings }));
    const entry = process.env.OV_CODE_SERVER;
    const options = ['--user-data-dir', user, '--extensions-dir', join(folder, 'extensions'), '--config', join(folder, 'config.yaml')];
    const env = { ...process.env, XDG_DATA_HOME: join(folder, 'xdg'), ...environment };
    const installs = vsixes.flatMap((path) => ['--install-extension', path]);
    execFileSync(process.execPath, [entry, ...options, ...installs], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    const port = await freePort();
    const serve = ['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check'];
    const child = spawn(process.execPath, [entry, ...options, ...serve], { env, stdio: 'ignore' });
    const base = `http://127.0.0.1:${port}`;
    await until('the editor to serve', () => fetch(`${base}/healthz`).then((answer) => answer.ok, () => false));
    return new Editor(folder, child, base);
  }

  constructor(folder, child, base) {
    Object.assign(this, { folder, child, base });
  }

  /** Changes the settings of this machine as a user does, in their file. The program to start is a matter of the machine. */
  async set(settings) {
    const text = JSON.stringify(settings);
    await this.command('Preferences: Open Remote Settings (JSON)');
    await this.page.locator('.tab.active', { hasText: 'settings.json' }).waitFor();
    await this.page.locator('.editor-instance .view-lines').first().click();
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Control+Shift+End');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.press('Control+s');
    await until('the settings on disk', () => textOf(join(this.folder, 'user', 'Machine', 'settings.json')) === text);
  }

  /** Opens a folder in a browser; the page. */
  async open(workspace) {
    this.browser = await chromium.launch({ executablePath: process.env.OV_CHROMIUM, args: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 740 } });
    this.page = await context.newPage();
    this.page.setDefaultTimeout(PATIENCE);
    await this.page.goto(`${this.base}/?folder=${encodeURIComponent(workspace)}`);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.explorer-viewlet .monaco-list-row').first().waitFor();
    return this.page;
  }

  async stop() {
    await this.browser?.close();
    this.child.kill();
    await until('the editor to end', () => this.child.exitCode !== null || this.child.signalCode !== null);
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  /** Does something and looks whether it worked; says so where it has to be done again. */
  async attempt(what, act, worked) {
    for (let attempt = 1; ; attempt += 1) {
      await act();
      const done = await worked().then(() => true, (error) => error);
      if (done === true) return;
      if (attempt === 4) throw new Error(`${what}: ${done.message}`);
      retries.push(what);
      console.log(`RETRY ${what}`);
      await this.page.screenshot({ path: `${process.env.OV_PICTURES}/retry-${retries.length}.png` }).catch(() => undefined);
      await this.page.keyboard.press('Escape');
    }
  }

  /** Runs a command by its title. */
  async command(title) {
    const input = this.page.locator('.quick-input-widget input[type=text]').first();
    await this.attempt(
      `command ${title}`,
      async () => {
        await this.page.keyboard.press('F1');
        await input.waitFor();
        await input.fill(`>${title}`);
      },
      () => this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click({ timeout: 15_000 }),
    );
  }

  /** Opens a file of the workspace, the cursor at a line and column counted from 1. */
  async file(path, line = 1, column = 1) {
    const input = this.page.locator('.quick-input-widget input[type=text]').first();
    // The newest file stands first until the list is filtered.
    const found = this.page.locator('.quick-input-list .monaco-list-row[data-index="0"]', { hasText: path.includes('/') ? dirname(path) : path });
    await this.attempt(
      `open ${path}`,
      async () => {
        await this.page.keyboard.press('Control+p');
        await input.waitFor();
        await input.fill(`${path}:${line}:${column}`);
        await found.waitFor({ timeout: 15_000 }).catch(() => undefined);
        await this.page.keyboard.press('Enter');
      },
      () => this.arrived(line),
    );
  }

  /** Waits until the cursor is on a line and the keyboard is the text's again: a list may show a line before it is chosen. */
  async arrived(line) {
    await this.cursor(line);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: 15_000 });
  }

  /** Waits until the cursor is on a line. */
  async cursor(line, patience = 15_000) {
    await this.page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${line}, Col`) }).waitFor({ timeout: patience });
  }

  /** Puts the cursor into the text that is open. */
  async goTo(line, column) {
    const input = this.page.locator('.quick-input-widget input[type=text]').first();
    await this.attempt(
      `go to line ${line}`,
      async () => {
        await this.page.keyboard.press('Control+g');
        await input.waitFor();
        await input.fill(`:${line}:${column}`);
        await this.page.keyboard.press('Enter');
      },
      () => this.arrived(line),
    );
  }

  /** The list of quick fixes at the cursor. */
  async quickFixes(title) {
    const row = this.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
    await this.attempt('quick fixes', () => this.page.keyboard.press('Control+.'), () => row.waitFor({ timeout: 10_000 }));
    return row;
  }

  /** A row of the Problems view; opens the view. */
  async problem(text) {
    await this.command('Problems: Focus on Problems View');
    const row = this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return row;
  }

  /** The inside of a page of the extension, found by what it has. */
  async view(selector) {
    return until(`a page with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        if (await frame.locator(selector).count().catch(() => 0)) return frame;
      }
      return undefined;
    });
  }

  /** What a screen reader hears of the extension's item in the status bar. */
  status() {
    return this.page.locator('[id="ov-lsp.ov-lsp.status"] a').first();
  }

  /** How many problems of ours the active file has, as the status bar says; -1 where it does not. */
  async problems() {
    const label = (await this.status().getAttribute('aria-label', { timeout: 2000 }).catch(() => '')) ?? '';
    const [, number] = /(no|\d+) problems? in this file/.exec(label) ?? [];
    return number === undefined ? -1 : number === 'no' ? 0 : Number(number);
  }

  /** Waits for a number of problems. */
  async hasProblems(count) {
    await until(`${count} problems`, async () => (await this.problems()) === count);
  }

  async picture(name) {
    const folder = process.env.OV_PICTURES;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

/** The processes of a program, started below this machine's editor. */
export function processesOf(program) {
  try {
    return execFileSync('pgrep', ['-f', `^${program} server`], { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

export function textOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
