// Folders to open in the editor, made anew for each scenario.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** A layer whose services are split by init system, and the folder of its other half. */
export const SPLIT = 'layers/mosquitto/layer.yml';
export const HALF = 'layers/mosquitto-host';

/** Moves the packaged half of the broker into a layer of its own, with a file beside it; an image uses that one. */
export function splitBroker(folder) {
  const path = join(folder, SPLIT);
  const whole = readFileSync(path, 'utf8');
  const packaged = '    - name: mosquitto\n      use_packaged: mosquitto.service\n      enable: true\n      scope: system\n';
  const image = join(folder, 'image.yml');
  const images = readFileSync(image, 'utf8');
  const used = images.lastIndexOf('      - mosquitto\n');
  if (!whole.includes(packaged) || used < 0) throw new Error('the example project no longer has the pair that is split here');
  mkdirSync(join(folder, HALF));
  writeFileSync(path, whole.replace(packaged, ''));
  const head = 'layer:\n  version: 2026.140.900\n  name: mosquitto-host\n  distro:\n    fedora:\n      package:\n        - mosquitto\n';
  writeFileSync(join(folder, HALF, 'layer.yml'), `${head}  service:\n${packaged}`);
  writeFileSync(join(folder, HALF, 'host.conf'), 'listener 1883\n');
  writeFileSync(image, `${images.slice(0, used)}      - mosquitto-host\n${images.slice(used + '      - mosquitto\n'.length)}`);
  return whole;
}

/** Makes two layers of the log rotation, one for each init system, and none of its own name; images use either. */
export function halveRotation(folder) {
  const layers = join(folder, 'layers');
  const whole = readFileSync(join(layers, 'logrotate/layer.yml'), 'utf8');
  const packaged = '    - name: logrotate\n      use_packaged: logrotate.timer\n      enable: true\n      scope: system\n';
  const image = join(folder, 'image.yml');
  const images = readFileSync(image, 'utf8').split('      - logrotate\n');
  if (!whole.includes(packaged) || images.length < 3) throw new Error('the example project no longer has the pair that is split here');
  renameSync(join(layers, 'logrotate'), join(layers, 'logrotate-pod'));
  writeFileSync(join(layers, 'logrotate-pod/layer.yml'), whole.replace(packaged, '').replace('name: logrotate\n', 'name: logrotate-pod\n'));
  mkdirSync(join(layers, 'logrotate-host'));
  writeFileSync(join(layers, 'logrotate-host/layer.yml'), `layer:\n  version: 2026.140.900\n  name: logrotate-host\n  service:\n${packaged}`);
  const last = images.pop();
  writeFileSync(image, `${images.join('      - logrotate-pod\n')}      - logrotate-host\n${last}`);
  return whole;
}

/** The line of a text in a file, counted from 1; the last one where it stands in several. */
export function lineOf(folder, path, text) {
  const lines = readFileSync(join(folder, path), 'utf8').split('\n');
  const at = lines.findLastIndex((line) => line.includes(text));
  if (at < 0) throw new Error(`${path} has no ${text}`);
  return at + 1;
}
