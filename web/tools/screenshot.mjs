// Takes pictures of a built app: node tools/screenshot.mjs <app> <folder> [hash] — in both languages and themes.
import { createServer } from "node:http";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const [app, folder, hash = ""] = process.argv.slice(2);
if (!app || !folder) {
  console.error("usage: node tools/screenshot.mjs <till|office|ui> <folder> [hash]");
  process.exit(2);
}
const built = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), "build", "web");
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

const server = createServer((request, response) => {
  let path = join(built, normalize(decodeURI(request.url.split("?")[0])));
  try {
    if (statSync(path).isDirectory()) path = join(path, "index.html");
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(readFileSync(path));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const FLAGS =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: FLAGS.split(" "),
});
mkdirSync(folder, { recursive: true });
for (const language of ["zh-CN", "en"]) {
  for (const theme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    page.on("pageerror", (error) => console.error("page error:", error.message));
    page.on(
      "console",
      (message) => ["error", "warning"].includes(message.type()) && console.error("console:", message.text()),
    );
    await page.addInitScript(
      ([l, t]) => {
        localStorage.setItem("huiji.language", l);
        localStorage.setItem("huiji.theme", t);
      },
      [language, theme],
    );
    await page.goto(`http://127.0.0.1:${server.address().port}/${app}/${hash}`);
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(folder, `${app}-${language}-${theme}.png`), fullPage: true });
    await page.close();
  }
}
await browser.close();
server.close();
