import { defineConfig } from "vite";
import { appConfig } from "../vite.base";

export default defineConfig(appConfig("office", 5174));
