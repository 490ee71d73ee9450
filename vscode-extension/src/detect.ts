// Which files may be ours. The server knows for certain; this only decides whether to start it.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The file at a project's root. */
export const PROJECT_FILE = 'overthink.yml';

const OUR_NAMES = new Set(['layer.yml', 'layer.yaml', PROJECT_FILE, 'ov-lsp.yml']);

/** Whether a file is one of a project's by its name, or stands in a folder of a project. */
export function isOurs(languageId: string, path: string, exists: (path: string) => boolean = existsSync): boolean {
  return OUR_NAMES.has(basename(path)) || (languageId === 'yaml' && projectAround(path, exists) !== undefined);
}

/** Whether a file is a layer by its name. */
export function isLayerName(path: string): boolean {
  return /^layer\.ya?ml$/.test(basename(path));
}

/** The nearest folder above a file that holds a project. */
export function projectAround(path: string, exists: (path: string) => boolean = existsSync): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (exists(join(folder, PROJECT_FILE))) {
      return folder;
    }
    if (folder === dirname(folder)) {
      return undefined;
    }
  }
}
