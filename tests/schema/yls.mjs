// Opens the good and bad fixtures in yaml-language-server with our schemas, as any editor would do.
//
//   npm install --prefix "$DIR" yaml-language-server@1.25.0
//   YLS_DIR="$DIR" node tests/schema/yls.mjs
//
// Good files must have no diagnostic. In bad files `# BAD` marks the lines that must have an error, `# OLD` those with a
// deprecation warning, and no other line may have any. Exit status 0 when all hold, 1 when not, 2 without the server.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const schemas = resolve(here, "../../schemas");
const program = join(process.env.YLS_DIR ?? join(here, "../.cache/yls"), "node_modules/.bin/yaml-language-server");
if (!existsSync(program)) {
  console.error(`no yaml-language-server at ${program}; set YLS_DIR`);
  process.exit(2);
}

const server = spawn(program, ["--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
const pending = new Map();
const published = new Map();
let received = Buffer.alloc(0);
let lastId = 0;

server.stdout.on("data", (chunk) => {
  received = Buffer.concat([received, chunk]);
  for (let frame = nextFrame(); frame; frame = nextFrame()) handle(frame);
});

function nextFrame() {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const length = Number(/Content-Length: (\d+)/i.exec(received.toString("utf8", 0, end))[1]);
  if (received.length < end + 4 + length) return undefined;
  const body = received.toString("utf8", end + 4, end + 4 + length);
  received = received.subarray(end + 4 + length);
  return JSON.parse(body);
}

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function request(method, params) {
  const id = ++lastId;
  send({ id, method, params });
  return new Promise((done) => pending.set(id, done));
}

function handle(message) {
  if (message.method && message.id !== undefined) {
    const settings = message.params?.items?.map((item) => (item.section === "yaml" ? yaml : {}));
    send({ id: message.id, result: message.method === "workspace/configuration" ? settings : null });
  } else if (message.method === "textDocument/publishDiagnostics") {
    published.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.id !== undefined) {
    pending.get(message.id)?.(message.result);
  }
}

// `layer.full.yml` is checked with `layer.schema.json`, `build.yml` with `build.schema.json`.
const files = ["good", "bad"].flatMap((kind) => readdirSync(join(here, kind)).sort().map((name) => join(here, kind, name)));
const schemaOf = (file) => pathToFileURL(join(schemas, `${file.split("/").pop().split(".")[0]}.schema.json`)).href;
const yaml = { schemas: {}, schemaStore: { enable: false }, validate: true, completion: true, hover: true };
for (const file of files) (yaml.schemas[schemaOf(file)] ??= []).push(file);

function show(path, text) {
  const uri = pathToFileURL(path).href;
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
  return uri;
}

function diagnosticsOf(file, text) {
  return new Promise((done, fail) => {
    published.set(pathToFileURL(file).href, done);
    show(file, text);
    setTimeout(() => fail(new Error(`no diagnostics for ${file}`)), 60_000).unref();
  });
}

const isOld = (diagnostic) => diagnostic.message.includes("lder spelling") || diagnostic.message.includes("No longer a key");

function differences(file, text, found) {
  const wrong = [];
  text.split("\n").forEach((line, index) => {
    const here = found.filter((diagnostic) => diagnostic.range.start.line === index);
    const got = { BAD: here.some((one) => !isOld(one)), OLD: here.some(isOld) };
    for (const mark of ["BAD", "OLD"]) {
      const wanted = new RegExp(`#.*\\b${mark}\\b`).test(line);
      const said = here.map((one) => one.message).join("; ");
      if (wanted !== got[mark]) wrong.push(`${file}:${index + 1}: ${mark} ${wanted ? "missing" : "unexpected"}: ${said}`);
    }
  });
  return wrong;
}

/** Labels offered at the end of a text that is not on disk. */
async function completions(path, text) {
  const uri = show(path, text);
  const lines = text.split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  const answer = await request("textDocument/completion", { textDocument: { uri }, position });
  return (answer.items ?? answer).map((item) => item.label);
}

async function behaviour() {
  const wrong = [];
  const layer = join(here, "good/layer.completion.yml");
  const keys = await completions(layer, "layer:\n  version: 2026.144.1443\n  service:\n    - name: a\n      ");
  if (!keys.includes("start_sec")) wrong.push(`completion lacks start_sec: ${keys}`);
  if (keys.includes("start_secs")) wrong.push("completion offers the older start_secs");
  const values = await completions(join(here, "good/layer.values.yml"), "layer:\n  service:\n    - name: a\n      restart: ");
  if (!values.some((value) => value.includes("on-failure"))) wrong.push(`completion of restart lacks on-failure: ${values}`);
  const full = join(here, "good/layer.full.yml");
  const line = readFileSync(full, "utf8").split("\n").findIndex((text) => text.includes("start_sec:"));
  const position = { line, character: 8 };
  const hover = await request("textDocument/hover", { textDocument: { uri: pathToFileURL(full).href }, position });
  if (!JSON.stringify(hover).includes("count as started")) wrong.push(`hover of start_sec says ${JSON.stringify(hover)}`);
  return wrong;
}

for (const extra of ["layer.completion.yml", "layer.values.yml"]) yaml.schemas[schemaOf("/layer.yml")].push(join(here, "good", extra));
const root = pathToFileURL(here).href;
const capabilities = { workspace: { configuration: true }, textDocument: { publishDiagnostics: {}, completion: {}, hover: {} } };
await request("initialize", { processId: process.pid, rootUri: root, capabilities, workspaceFolders: [{ uri: root, name: "fixtures" }] });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml } } });
await new Promise((done) => setTimeout(done, 500));

const wrong = [];
for (const file of files) {
  const text = readFileSync(file, "utf8");
  wrong.push(...differences(file, text, await diagnosticsOf(file, text)));
}
wrong.push(...(await behaviour()));
for (const line of wrong) console.log(line);
console.log(`summary: schemas: ${files.length} files, ${wrong.length} differences`);
server.kill();
process.exit(wrong.length === 0 ? 0 : 1);
