// Runs the scenarios in a real editor: `node editor-test/run.mjs [SCENARIO...]`. The environment says what is tested:
//   OV_VSIX, OV_VSIX_UNIVERSAL  the packages           OV_LSP_PROGRAM  a server of this machine
//   OV_CODE_SERVER              its entry.js           OV_CHROMIUM     a browser
//   OV_STAND_IN, OV_YAML_SERVER another YAML extension, and its server
//   OV_PICTURES                 where pictures go
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { daily } from './daily.mjs';
import { Editor, retries } from './editor.mjs';
import { merge } from './merge.mjs';
import { neighbours } from './neighbours.mjs';
import { untrusted, wrongServers } from './set-up.mjs';
import { exampleWithMistakes } from './workspace.mjs';

const { OV_VSIX, OV_VSIX_UNIVERSAL, OV_LSP_PROGRAM, OV_STAND_IN } = process.env;
// Without the folders where a developer's own server may be.
const plain = { PATH: [dirname(process.execPath), '/usr/bin', '/bin'].join(':') };
const trust = { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };

const scenarios = {
  daily: { vsix: OV_VSIX, run: (editor, folder, step) => daily(editor, folder, `${editor.folder}/extensions/.*/server/ov-lsp`, step) },
  'wrong-servers': { vsix: OV_VSIX_UNIVERSAL, environment: plain, run: (editor, folder, step) => wrongServers(editor, folder, OV_LSP_PROGRAM, step) },
  untrusted: { vsix: OV_VSIX, settings: trust, run: untrusted },
  merge: { vsix: OV_VSIX, run: merge },
  neighbours: { vsix: OV_VSIX, beside: [OV_STAND_IN], run: neighbours },
};

const asked = process.argv.slice(2);
const counts = { passing: 0, failing: 0 };

for (const [name, scenario] of Object.entries(scenarios)) {
  if (asked.length === 0 || asked.includes(name)) await play(name, scenario);
}
console.log(`${retries.length} tried again${retries.length === 0 ? '' : `: ${retries.join(', ')}`}`);
console.log(`${counts.passing} passing`);
if (counts.failing > 0) console.log(`${counts.failing} failing`);
process.exitCode = counts.failing === 0 ? 0 : 1;

async function play(name, { vsix, beside = [], settings, environment, run }) {
  console.log(name);
  const folder = exampleWithMistakes();
  let editor;
  try {
    editor = await Editor.start({ vsixes: [vsix, ...beside], settings, environment });
    await run(editor, folder, step);
  } catch (error) {
    counts.failing += 1;
    console.log(`  FAILED ${error.stack}`);
    await editor?.page?.screenshot({ path: `${process.env.OV_PICTURES}/failed-${name}.png` }).catch(() => undefined);
  } finally {
    await editor?.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  }
}

async function step(what, work) {
  const start = Date.now();
  try {
    await work();
  } catch (error) {
    console.log(`  in: ${what}`);
    throw error;
  }
  counts.passing += 1;
  console.log(`  ok ${what} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
}
