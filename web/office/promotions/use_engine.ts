// The till's own engine on the office's pages: loaded once, by whoever needs it first.
import { onMounted, ref, shallowRef } from "vue";
import type { Engine } from "@engine/engine";

let loading: Promise<Engine> | null = null;

function load(): Promise<Engine> {
  loading ??= import("@engine/wasm")
    .then(({ loadEngine }) => loadEngine())
    .catch((problem) => {
      loading = null;
      throw problem;
    });
  return loading;
}

export function useEngine() {
  const engine = shallowRef<Engine | null>(null);
  const broken = ref(false);
  onMounted(async () => {
    try {
      engine.value = await load();
    } catch {
      broken.value = true;
    }
  });
  return { engine, broken };
}
