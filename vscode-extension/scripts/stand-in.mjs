// Packs the stand-in for Red Hat's extension, for the test in the real editor. Prints the path.
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'editor-test/red-hat');
const stage = join(root, 'out/stand-in');
const vsix = join(root, 'out/stand-in.vsix');

await rm(stage, { recursive: true, force: true });
await mkdir(stage, { recursive: true });
await build({ entryPoints: [join(source, 'main.mjs')], outfile: join(stage, 'main.js'), bundle: true, platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'warning' });
await cp(join(source, 'package.json'), join(stage, 'package.json'));
await cp(join(dirname(root), 'LICENSE'), join(stage, 'LICENSE'));
await writeFile(join(stage, '.vscodeignore'), '.vscodeignore\n');
await writeFile(join(stage, 'README.md'), 'A stand-in for tests.\n');
execFileSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'package', '--no-dependencies', '--allow-missing-repository', '--out', vsix], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });
console.log(vsix);
