// The engine as the browser apps load it: Vite copies build/wasm/engine.wasm beside the app under a hashed name.
// `./x build wasm engine` makes it.
import url from "../../build/wasm/engine.wasm?url";
import { type Engine, loadEngine as loadFrom } from "./engine.ts";

export const loadEngine = (): Promise<Engine> => loadFrom(url);
