// One run as a page follows it: started, asked for now and then, cancelled. The id of the last run of a promotion is
// kept in this tab, so that whoever comes back finds it; a server that was restarted has forgotten it.
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import type { LaboratoryRun, RunRequest } from "../server/schema";
import { Refusal } from "../server/refusal";
import { uuidV7 } from "../server/uuid";
import { cancelRun, runOf, startRun } from "./laboratory_source";
import { underWay } from "./run_progress";

const POLL_MS = 350;

export function useRun(key: string) {
  const run = shallowRef<LaboratoryRun | null>(null);
  const error = shallowRef<unknown>(null);
  const forgotten = ref(false);
  const starting = ref(false);
  const draft = ref<string | null>(null); // what the shown result belongs to
  const busy = computed(() => starting.value || underWay(run.value));
  const place = `laboratory ${key}`;
  let timer = 0;
  let gone = false;
  onScopeDispose(() => {
    gone = true;
    clearTimeout(timer);
  });

  function follow() {
    clearTimeout(timer);
    if (!gone && underWay(run.value)) timer = window.setTimeout(() => void look(run.value!.run_id), POLL_MS);
  }
  async function look(run_id: string) {
    try {
      const found = await runOf(run_id);
      if (!gone) run.value = found;
      error.value = null;
    } catch (problem) {
      if (problem instanceof Refusal && problem.code === "insight.no_such_run") {
        forgotten.value = true;
        run.value = null;
        sessionStorage.removeItem(place);
        return;
      }
      error.value = problem; // keeps asking: the server may answer again
    }
    follow();
  }
  async function start(request: Omit<RunRequest, "run_id">, content: string) {
    if (busy.value) return;
    starting.value = true;
    error.value = null;
    forgotten.value = false;
    try {
      const body = { run_id: uuidV7(), ...request };
      run.value = await startRun(body);
      draft.value = content;
      sessionStorage.setItem(place, JSON.stringify({ run_id: body.run_id, content }));
      follow();
    } catch (problem) {
      error.value = problem;
    } finally {
      starting.value = false;
    }
  }
  async function cancel() {
    if (!run.value) return;
    try {
      run.value = await cancelRun(run.value.run_id);
    } catch (problem) {
      error.value = problem;
    }
    follow();
  }
  const kept = sessionStorage.getItem(place);
  if (kept) {
    const { run_id, content } = JSON.parse(kept) as { run_id: string; content: string };
    draft.value = content;
    void look(run_id);
  }
  return { run, error, forgotten, busy, draft, start, cancel };
}
