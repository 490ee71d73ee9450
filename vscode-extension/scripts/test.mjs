// Bundles the unit tests, which need no editor, and runs them.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'out', 'test');
const files = (await readdir(join(root, 'test'))).filter((name) => name.endsWith('.test.ts')).sort();

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: files.map((name) => join('test', name)),
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'warning',
});

const built = files.map((name) => join(out, name.replace(/\.ts$/, '.js')));
const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=spec', ...built], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(run.status ?? 1);
