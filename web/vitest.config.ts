import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";
import { alias } from "./vite.base.ts";

export default defineConfig({
  plugins: [vue()],
  resolve: { alias },
  test: { include: ["**/*_test.ts"], exclude: ["node_modules/**"], environment: "node" },
});
