// Whether a program is a server that this extension can talk to.
import { execFile } from 'node:child_process';
import { NoServer, type Found } from './find';

/** The oldest server that speaks what this extension asks for. */
export const OLDEST = '0.1.0';

const PATIENCE_MS = 10_000;

/** The version in what `ov-lsp --version` prints. */
export function versionIn(output: string): string | undefined {
  return /^ov-lsp (\d+\.\d+\.\d+\S*)\s*$/.exec(output)?.[1];
}

/** Whether a version is at least another; what follows the third number does not count. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [ours, theirs] = [numbers(version), numbers(oldest)];
  const difference = ours.map((number, at) => number - (theirs[at] ?? 0)).find((by) => by !== 0);
  return (difference ?? 0) >= 0;
}

/**
 * Asks a program for its version.
 *
 * @throws NoServer where it cannot be started, is something else, or too old
 */
export async function checkVersion(found: Found): Promise<string> {
  const output = await run(found.path).catch((error: unknown) => {
    throw new NoServer(`${whose(found)} cannot be started: ${error instanceof Error ? error.message.trim() : String(error)}`);
  });
  const version = versionIn(output);
  if (version === undefined) {
    throw new NoServer(`${whose(found)} is not ov-lsp: asked for its version, it says “${firstWords(output)}”.`);
  }
  if (!isAtLeast(version, OLDEST)) {
    throw new NoServer(`${whose(found)} is ov-lsp ${version}, and this extension needs ${OLDEST} or newer.`);
  }
  return version;
}

function numbers(version: string): number[] {
  return version.split(/[.+-]/, 3).map(Number);
}

function firstWords(output: string): string {
  return output.trim().split('\n', 1).join('').slice(0, 80);
}

function whose({ path, origin }: Found): string {
  const where = { setting: 'named by the setting ov-lsp.server.path', bundled: 'inside the extension', PATH: 'found on the PATH' }[origin];
  return `The program ${path}, ${where},`;
}

function run(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(path, ['--version'], { timeout: PATIENCE_MS, windowsHide: true }, (error, stdout) => {
      // A program that ends badly may still have said what it is; only one that never ran has not.
      if (error && stdout === '') {
        reject(error.killed === true ? new Error(`it says nothing for ${PATIENCE_MS / 1000} seconds`) : error);
      } else {
        resolve(stdout);
      }
    });
    child.stdin?.end();
  });
}
