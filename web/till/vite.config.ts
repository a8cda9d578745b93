import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { appConfig } from "../vite.base.ts";

const pwa = VitePWA({
  // The till registers the worker itself: an inline script would break the content security policy.
  injectRegister: null,
  registerType: "autoUpdate",
  filename: "sw.js",
  manifest: {
    id: "/till/",
    name: "惠记收银台",
    short_name: "惠记",
    lang: "zh-CN",
    start_url: "/till/",
    scope: "/till/",
    display: "standalone",
    background_color: "#f5f4f0",
    theme_color: "#0e6f5e",
    icons: [{ src: "icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" }],
  },
  workbox: {
    // .wasm is the pricing engine: without it an offline till could not add up.
    globPatterns: ["**/*.{js,css,html,svg,woff2,wasm,webmanifest}"],
    maximumFileSizeToCacheInBytes: 2 * 1024 * 1024,
    navigateFallback: "/till/index.html",
    navigateFallbackAllowlist: [/^\/till\//],
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    skipWaiting: true,
  },
});

export default defineConfig(appConfig("till", 5173, [pwa]));
