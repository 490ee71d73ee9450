// Builds a .vsix: `node scripts/package.mjs [--target TARGET --server PROGRAM] [--out FOLDER]`. Without a target it is the universal one, which
// has no server inside. Needs what `npm ci` brings, and no network.
import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const repository = dirname(root);
const MOST_BYTES_WITHOUT_SERVER = 3 * 1024 * 1024;
const PARTS = ['package.json', 'dist', 'snippets', 'syntaxes', 'walkthrough'];

const { values } = parseArgs({ options: { target: { type: 'string' }, server: { type: 'string' }, out: { type: 'string', default: 'out' } } });
if ((values.target === undefined) !== (values.server === undefined)) {
  throw new Error('--target and --server go together: a package for one system has the server for it inside');
}

const { version } = await import('../package.json', { with: { type: 'json' } }).then((module) => module.default);
const stage = join(root, 'out', 'stage');
const vsix = join(resolve(root, values.out), `ov-lsp-${values.target ?? 'universal'}-${version}.vsix`);

execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
await rm(stage, { recursive: true, force: true });
await mkdir(stage, { recursive: true });
await mkdir(dirname(vsix), { recursive: true });
await Promise.all(PARTS.map((part) => cp(join(root, part), join(stage, part), { recursive: true })));
await stageReadme();
await cp(join(repository, 'LICENSE'), join(stage, 'LICENSE'));
await cp(join(repository, 'CHANGELOG.md'), join(stage, 'CHANGELOG.md'));
// Only what is wanted is in the folder, so nothing needs to be left out of it.
await writeFile(join(stage, '.vscodeignore'), '.vscodeignore\n');
if (values.server !== undefined) {
  const program = join(stage, 'server', values.target.startsWith('win32') ? 'ov-lsp.exe' : 'ov-lsp');
  await cp(resolve(values.server), program);
  await chmod(program, 0o755);
}

const target = values.target === undefined ? [] : ['--target', values.target];
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
execFileSync(process.execPath, [vsce, 'package', ...options, ...target], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });

const { size } = await stat(vsix);
if (values.server === undefined && size > MOST_BYTES_WITHOUT_SERVER) {
  throw new Error(`${vsix} has ${size} bytes, more than the ${MOST_BYTES_WITHOUT_SERVER} allowed`);
}
console.log(vsix);

/** The README with its pictures beside it. */
async function stageReadme() {
  const text = await readFile(join(root, 'README.md'), 'utf8');
  const pictures = [...text.matchAll(/\.\.\/docs\/images\/([\w-]+\.png)/g)].map(([, name]) => name);
  await Promise.all(pictures.map((name) => cp(join(repository, 'docs/images', name), join(stage, 'images', name))));
  await writeFile(join(stage, 'README.md'), text.replaceAll('../docs/images/', 'images/'));
}
