// A write that must happen once. Its id is made before the first try and sent again unchanged until the server has
// said yes; then the next write gets a new one. While nobody knows whether it happened, the form that asked should
// not be changed: the same request again is safe, another one under the same id is refused.
import { computed, ref } from "vue";
import { Refusal } from "./refusal";
import { useAction } from "./use_server";
import { uuidV7 } from "./uuid";

const UNSURE = new Set(["offline", "retry", "broken"]);
/** No answer, or one that does not tell whether the work was done. */
export const isUnsure = (problem: unknown) => problem instanceof Refusal && UNSURE.has(problem.family);

export function useOperation() {
  const { busy, error, run } = useAction();
  const id = ref(uuidV7());
  const unsure = computed(() => isUnsure(error.value));

  async function once<T>(act: (operation: string) => Promise<T>): Promise<T | null> {
    const done = await run(() => act(id.value));
    if (done !== null) id.value = uuidV7();
    return done;
  }
  return { busy, error, unsure, once };
}
