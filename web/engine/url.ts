// Where the browser finds the engine; Vite copies it beside the app under a hashed name. `./x build wasm engine` makes it.
import url from "../../build/wasm/engine.wasm?url";

export const engineUrl: string = url;
