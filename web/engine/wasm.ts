// Fetches the engine's WebAssembly, which the C++ build leaves in build/wasm.
import url from "../../build/wasm/engine.wasm?url";
import { Engine } from "./engine";

export async function loadEngine(): Promise<Engine> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the pricing engine is not there: ${response.status}`);
  return new Engine(await WebAssembly.compile(await response.arrayBuffer()));
}
