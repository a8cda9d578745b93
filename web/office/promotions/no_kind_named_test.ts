// A new kind is a folder of C++: no page names one.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { loadEngine } from "@engine/engine";

const here = fileURLToPath(new URL(".", import.meta.url));
const engine = fileURLToPath(new URL("../../../build/wasm/engine.wasm", import.meta.url));

it("names no kind of the engine in the promotion pages", async () => {
  const kinds = (await loadEngine(readFileSync(engine))).kinds().map((kind) => kind.kind);
  const sources = readdirSync(here, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(ts|vue)$/.test(path) && !path.endsWith("_test.ts"),
  );
  expect(sources.length).toBeGreaterThan(20);
  const named = sources.flatMap((path) => {
    const text = readFileSync(here + path, "utf8");
    return kinds.filter((kind) => new RegExp(`["'\`]${kind}["'\`]`).test(text)).map((kind) => `${path}: ${kind}`);
  });
  expect(named).toEqual([]);
});
