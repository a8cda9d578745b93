// Keeps every visible string in the language files: the same keys in zh-CN and en, no key without a text,
// no key used that is missing, and no Chinese written straight into a template or a script.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const CJK = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
const problems = [];

function filesBelow(folder, accept) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path, accept) : accept(path) ? [path] : [];
  });
}

function flatten(node, prefix, into) {
  for (const [name, value] of Object.entries(node)) {
    const key = prefix ? `${prefix}.${name}` : name;
    if (typeof value === "object" && value !== null) flatten(value, key, into);
    else into.set(key, value);
  }
  return into;
}

function keysOf(app) {
  const [zh, en] = ["zh-CN", "en"].map((language) => {
    const path = join(web, app, "locales", `${language}.json`);
    return flatten(JSON.parse(readFileSync(path, "utf8")), "", new Map());
  });
  compare(app, "en", zh, en);
  compare(app, "zh-CN", en, zh);
  return zh;
}

function compare(app, language, wanted, found) {
  for (const key of wanted.keys()) {
    if (!found.has(key)) problems.push(`${app}/locales/${language}.json: missing ${key}`);
    else if (String(found.get(key)).trim() === "") problems.push(`${app}/locales/${language}.json: empty ${key}`);
  }
}

function withoutComments(text) {
  return text
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:])\/\/[^\n]*/g, "$1");
}

function checkSource(path, known) {
  const name = relative(web, path);
  const text = withoutComments(readFileSync(path, "utf8"));
  text.split("\n").forEach((line, index) => {
    if (CJK.test(line)) problems.push(`${name}:${index + 1}: visible text outside the language files: ${line.trim()}`);
  });
  for (const [, key] of text.matchAll(/\b(?:\$?t|te|say)\(\s*["']([\w.-]+)["']/g)) {
    if (!known.has(key)) problems.push(`${name}: uses the unknown key ${key}`);
  }
}

const shared = keysOf("ui");
for (const app of ["till", "office", "ui"]) {
  const known = app === "ui" ? new Map([...shared, ...keysOf("ui/page")]) : new Map([...shared, ...keysOf(app)]);
  const sources = filesBelow(join(web, app), (path) => /\.(vue|ts)$/.test(path) && !/(_test|\.config)\.ts$/.test(path));
  for (const path of sources) checkSource(path, known);
}

if (problems.length > 0) {
  console.error(problems.join("\n"));
  console.error(`${problems.length} problem(s) in the language files`);
  process.exit(1);
}
console.log("language files: complete");
