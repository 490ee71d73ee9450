// Folders to open in the editor, made anew for each scenario.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The layer with mistakes in it. */
export const LAYER = 'layers/virtualization/layer.yml';

/** A copy of the example project, with two mistakes: a pair whose names differ, and a check without its name on Arch. */
export function exampleWithMistakes() {
  // The name shows in pictures.
  const folder = join(mkdtempSync(join(tmpdir(), 'ov-workspace-')), 'lighthouse');
  mkdirSync(folder);
  for (const part of ['overthink.yml', 'image.yml', 'local.yml', 'deploy.yml', 'layers']) {
    cpSync(join(REPOSITORY, part), join(folder, part), { recursive: true });
  }
  const path = join(folder, LAYER);
  const text = readFileSync(path, 'utf8');
  const twin = text.lastIndexOf('- name: virtnetworkd');
  const broken = `${text.slice(0, twin)}- name: virtnetwork${text.slice(twin + '- name: virtnetworkd'.length)}`;
  const wrong = broken.replace('        arch: libvirt # Arch bundles the drivers\n', '');
  if (twin < 0 || wrong === broken) throw new Error('the example project no longer has what is broken here');
  writeFileSync(path, wrong);
  return folder;
}

/** The line of a text in a file, counted from 1; the last one where it stands in several. */
export function lineOf(folder, path, text) {
  const lines = readFileSync(join(folder, path), 'utf8').split('\n');
  const at = lines.findLastIndex((line) => line.includes(text));
  if (at < 0) throw new Error(`${path} has no ${text}`);
  return at + 1;
}
