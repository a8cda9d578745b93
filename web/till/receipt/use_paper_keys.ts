// The keys of a screen that shows what was done beside its paper: P prints, Enter goes on.
import { onBeforeUnmount, onMounted, ref, useTemplateRef } from "vue";
import type { UiButton } from "@ui";

const SETTLE_ms = 350;

export function usePaperKeys(done: () => void) {
  const next = useTemplateRef<InstanceType<typeof UiButton>>("next"); // the button that goes on
  /** The second half of a double click or a double Enter must not sweep the paper away. */
  const ready = ref(false);
  const timer = window.setTimeout(() => (ready.value = true), SETTLE_ms);
  const focusNext = (): void => (next.value?.$el as HTMLElement | undefined)?.focus();

  function print(): void {
    if (ready.value) window.print();
  }
  function leave(): void {
    if (ready.value) done();
  }
  // Printing hides the dialog for a moment, and what is hidden loses the focus: these keys work without it.
  function onKey(key: KeyboardEvent): void {
    if (key.isComposing || key.ctrlKey || key.altKey || key.metaKey) return;
    if (key.code === "KeyP") print();
    else if (key.key === "Enter" && document.activeElement === document.body) leave();
  }
  onMounted(() => {
    window.addEventListener("keydown", onKey);
    window.addEventListener("afterprint", focusNext);
  });
  onBeforeUnmount(() => {
    window.clearTimeout(timer);
    window.removeEventListener("keydown", onKey);
    window.removeEventListener("afterprint", focusNext);
  });
  return { ready, print, leave, focusNext };
}
