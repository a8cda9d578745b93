// One form, one operation: its id is made with the form, so the second click and the click after a lost reply are the same.
import { onBeforeUnmount, ref } from "vue";
import { Operations, type NewOperation } from "./operations";
import { operations } from "./operations_store";
import type { ValueOperation } from "../journal/database";

export type Settle = (operation: ValueOperation) => string | null;

export function useOperation(settle: Settle, say: (problem: string | null) => void) {
  const busy = ref(false);
  const id = Operations.newId();
  let there = true;
  onBeforeUnmount(() => (there = false));

  async function begin(wanted: NewOperation): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    say(null);
    const operation = await operations.begin(id, wanted);
    busy.value = false;
    if (there) say(settle(operation));
  }
  return { busy, begin };
}
