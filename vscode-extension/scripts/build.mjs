// Bundles the extension into dist/: a small file that VS Code loads, the rest when a project is there, and the pages.
import { build } from 'esbuild';
import { cp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

const shared = { absWorkingDir: root, bundle: true, minify: true, legalComments: 'none', logLevel: 'warning' };

await rm(dist, { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: ['src/extension.ts', 'src/session.ts'],
    outdir: dist,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The small file loads the big one when it is needed, so the two must not become one.
    external: ['vscode', './session.js'],
  }),
  build({
    ...shared,
    entryPoints: ['src/webview/preview.ts', 'src/webview/matrix.ts'],
    outdir: dist,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  }),
  cp(join(root, 'src/webview/style.css'), join(dist, 'style.css')),
]);
