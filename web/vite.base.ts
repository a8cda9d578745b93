// What the three apps share when they are built: aliases, on-demand Element Plus, output folder, dev proxy.
import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { ElementPlusResolver, VantResolver } from "unplugin-vue-components/resolvers";
import Components from "unplugin-vue-components/vite";
import type { PluginOption, UserConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export const alias = {
  "@ui": here("./ui"),
  "@api": here("./api"),
  "@engine": here("./engine"),
};

const SERVER = process.env["HUIJI_SERVER"] ?? "http://127.0.0.1:8080";

// Vant's icon font names a remote copy beside the one it carries; a page of ours asks nobody else's server.
const ownFontsOnly: PluginOption = {
  name: "own-fonts-only",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("/vant/")) return null;
    return code.replace(/,\s*url\((?:https?:)?\/\/[^)]*\)\s*format\([^)]*\)/g, "");
  },
};

export function appConfig(app: "till" | "office" | "ui", port: number, plugins: PluginOption[] = []): UserConfig {
  return {
    root: here(`./${app}`),
    base: `/${app}/`,
    cacheDir: here(`./node_modules/.vite/${app}`),
    plugins: [
      ownFontsOnly,
      vue(),
      Components({
        dirs: [],
        dts: false,
        resolvers: [ElementPlusResolver({ importStyle: "css" }), VantResolver()],
      }),
      ...plugins,
    ],
    resolve: { alias },
    define: { __VUE_I18N_FULL_INSTALL__: false, __VUE_I18N_LEGACY_API__: false, __INTLIFY_PROD_DEVTOOLS__: false },
    build: {
      outDir: here(`../build/web/${app}`),
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 700,
    },
    server: {
      port,
      strictPort: true,
      proxy: Object.fromEntries(["/v1", "/healthz", "/readyz"].map((path) => [path, { target: SERVER }])),
    },
  };
}
