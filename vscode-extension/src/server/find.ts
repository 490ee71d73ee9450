// Which program to start.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where a program was named. */
export type Origin = 'setting' | 'bundled' | 'PATH';

/** A program that is there. */
export interface Found {
  readonly path: string;
  readonly origin: Origin;
}

/** Why no program can be started, in words for the user. */
export class NoServer extends Error {
  override readonly name = 'NoServer';
}

/** What the search depends on. */
export interface Surroundings {
  /** The setting as written. */
  readonly setting: string;
  /** Where the program is inside the extension, if this package has one. */
  readonly bundled: string;
  readonly home: string;
  /** The variable PATH. */
  readonly searchPath: string;
  readonly isWindows: boolean;
  readonly isProgram: (path: string) => boolean;
}

/**
 * Looks in the setting, in the extension and on the PATH, in this order. A setting that leads nowhere is an error: another
 * program than the one asked for would be a surprise.
 *
 * @throws NoServer
 */
export function findServer(around: Surroundings): Found {
  if (around.setting.trim() !== '') {
    return { path: named(around), origin: 'setting' };
  }
  if (around.isProgram(around.bundled)) {
    return { path: around.bundled, origin: 'bundled' };
  }
  const onPath = search(around);
  if (onPath !== undefined) {
    return { path: onPath, origin: 'PATH' };
  }
  throw new NoServer('The program ov-lsp is missing: it is not in this package of the extension, and not on the PATH. Install it, or set ov-lsp.server.path.');
}

/** The program's name on a system. */
export function programName(isWindows: boolean): string {
  return isWindows ? 'ov-lsp.exe' : 'ov-lsp';
}

/** Whether a file is there that may be started. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function named(around: Surroundings): string {
  const setting = around.setting.trim();
  const path = setting.replace(/^~(?=[/\\])/, () => around.home);
  if (!isAbsolute(path)) {
    throw new NoServer(`The setting ov-lsp.server.path says “${setting}”, which is no absolute path.`);
  }
  if (!around.isProgram(path)) {
    throw new NoServer(`The setting ov-lsp.server.path says “${setting}”, and no program is there that can be started.`);
  }
  return path;
}

function search(around: Surroundings): string | undefined {
  const folders = around.searchPath.split(delimiter).filter(isAbsolute);
  return folders.map((folder) => join(folder, programName(around.isWindows))).find(around.isProgram);
}
