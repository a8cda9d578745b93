// Loading and doing, as the screens need it: what is there, whether we wait, and the refusal in the person's language.
import { onScopeDispose, reactive, ref, shallowRef, watch, type WatchSource } from "vue";
import { useI18n } from "vue-i18n";
import { Refusal } from "./refusal";
import { emptyPaging, Pager, type Fetch, type Paging } from "./paging";

export function useRefusalText() {
  const { t, locale } = useI18n({ useScope: "global" });
  return (problem: unknown): string => {
    if (problem === null || problem === undefined) return "";
    if (!(problem instanceof Refusal)) return t("office.problem.unknown");
    if (problem.family === "offline") return t("office.problem.offline");
    return problem.text(locale.value) || t("office.problem.without_text", { code: problem.code });
  };
}

/** Loads at once and whenever one of the sources changes; an answer that came too late is dropped. */
export function useLoad<T>(load: () => Promise<T>, sources: WatchSource[] = []) {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const loading = ref(false);
  let asked = 0;
  async function reload() {
    const mine = ++asked;
    loading.value = true;
    error.value = null;
    try {
      const found = await load();
      if (mine === asked) data.value = found;
    } catch (problem) {
      if (mine === asked) error.value = problem;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }
  watch(sources, reload, { immediate: true });
  onScopeDispose(() => (asked += 1));
  return { data, error, loading, reload };
}

/** Runs one action at a time: a second click while it runs does nothing. */
export function useAction() {
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  async function run<T>(action: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null;
    busy.value = true;
    error.value = null;
    try {
      return await action();
    } catch (problem) {
      error.value = problem;
      return null;
    } finally {
      busy.value = false;
    }
  }
  return { busy, error, run };
}

/** Pages of a list; starts again when a source changes, with a pause while somebody types. */
export function usePages<Row>(fetch: Fetch<Row>, sources: WatchSource[], pause_ms = 160) {
  const state = reactive(emptyPaging<Row>()) as Paging<Row>;
  const pager = new Pager<Row>(state);
  let timer = 0;
  void pager.start(fetch);
  watch(sources, () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void pager.again(), pause_ms);
  });
  onScopeDispose(() => clearTimeout(timer));
  return { state, more: () => pager.more(), again: () => pager.again() };
}
