// The till's one pricing engine. It is there before the first screen is.
import type { Engine } from "@engine/engine";
import { loadEngine } from "@engine/wasm";

let loaded: Engine | null = null;

export async function startEngine(): Promise<void> {
  loaded ??= await loadEngine();
}

export function engine(): Engine {
  if (!loaded) throw new Error("the pricing engine is not loaded");
  return loaded;
}
