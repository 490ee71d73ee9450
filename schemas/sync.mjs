// Keeps every schema file complete in itself: definitions that a file uses but another file owns are copied into it and
// marked with `x-ov-from`. Also formats the files. Edit a definition where it is owned, then run this.
//
//   node schemas/sync.mjs           write
//   node schemas/sync.mjs --check   only say which files differ, exit 1 if any does
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const WIDTH = 132;
const folder = dirname(fileURLToPath(import.meta.url));
const names = readdirSync(folder).filter((name) => name.endsWith(".schema.json")).sort();
const files = new Map(names.map((name) => [name, JSON.parse(readFileSync(join(folder, name), "utf8"))]));

const owners = new Map();
for (const [name, schema] of files) {
  for (const [key, value] of Object.entries(schema.definitions ?? {})) {
    if (value["x-ov-from"]) continue;
    if (owners.has(key)) throw new Error(`${key} is defined in ${owners.get(key)} and in ${name}`);
    owners.set(key, name);
  }
}

function references(value, found = new Set()) {
  if (typeof value !== "object" || value === null) return found;
  if (typeof value.$ref === "string") found.add(value.$ref.split("/")[2]);
  Object.values(value).forEach((inner) => references(inner, found));
  return found;
}

function complete(name, schema) {
  const own = Object.entries(schema.definitions ?? {}).filter(([key]) => owners.get(key) === name);
  const definitions = Object.fromEntries(own);
  const queue = [...references({ ...schema, definitions })];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    if (definitions[key]) continue;
    const owner = owners.get(key);
    if (!owner) throw new Error(`${name}: nobody defines ${key}`);
    const original = files.get(owner).definitions[key];
    definitions[key] = { "x-ov-from": owner, ...original };
    queue.push(...references(original));
  }
  return { ...schema, definitions };
}

const isScalar = (value) => typeof value !== "object" || value === null;

function oneLine(value) {
  if (isScalar(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${oneLine(inner)}`).join(", ")}}`;
}

function format(value, indent = 0) {
  const line = oneLine(value);
  const holdsMaps = !Array.isArray(value) && !isScalar(value) && Object.values(value).some((inner) => !isScalar(inner) && !Array.isArray(inner));
  if (isScalar(value) || line.length <= 2 || (line.length + indent <= WIDTH && !(indent < 6 && holdsMaps))) return line;
  const pad = " ".repeat(indent + 2);
  const end = " ".repeat(indent);
  if (!Array.isArray(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${pad}${JSON.stringify(key)}: ${format(inner, indent + 2)}`);
    return `{\n${entries.join(",\n")}\n${end}}`;
  }
  const items = value.every(isScalar) ? fill(value, pad) : value.map((inner) => pad + format(inner, indent + 2)).join(",\n");
  return `[\n${items}\n${end}]`;
}

function fill(items, pad) {
  const lines = [pad];
  items.forEach((item, index) => {
    const text = JSON.stringify(item) + (index + 1 < items.length ? ", " : "");
    if (lines.at(-1).trim() && lines.at(-1).length + text.length > WIDTH) lines.push(pad);
    lines[lines.length - 1] += text;
  });
  return lines.map((line) => line.trimEnd()).join("\n");
}

let differing = 0;
for (const [name, schema] of files) {
  const wanted = `${format(complete(name, schema))}\n`;
  if (wanted === readFileSync(join(folder, name), "utf8")) continue;
  differing += 1;
  console.log(`${name} ${process.argv.includes("--check") ? "differs" : "written"}`);
  if (!process.argv.includes("--check")) writeFileSync(join(folder, name), wanted);
}
process.exit(differing > 0 && process.argv.includes("--check") ? 1 : 0);
