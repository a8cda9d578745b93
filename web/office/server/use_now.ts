// The time, refreshed now and then and whenever the person comes back to the tab.
import { onScopeDispose, ref } from "vue";

export function useNow(every_ms: number) {
  const now = ref(Date.now());
  const tick = () => {
    if (document.visibilityState === "visible") now.value = Date.now();
  };
  const timer = setInterval(tick, every_ms);
  document.addEventListener("visibilitychange", tick);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  });
  return now;
}
