// Keeps the catalogue in memory up to date: from this browser's own copy first, then from the server, again and again.
import { defineStore } from "pinia";
import { computed, ref, shallowRef, watch } from "vue";
import type { Snapshot } from "@api/types";
import { LONG_TIMEOUT_MS } from "@api/server";
import { connection } from "../session/connection";
import { server } from "../session/session_store";
import { Catalog, CatalogStore } from "./catalog";

const REFRESH_MS = 30_000;

export const useCatalog = defineStore("catalog", () => {
  const store = new CatalogStore();
  const catalog = shallowRef<Catalog | null>(null);
  const loading = ref(false);
  const failed = ref(false);
  /** rises with each answer: what limited promotions leave may have changed */
  const told = ref(0);
  let timer = 0;

  const ready = computed(() => catalog.value !== null);

  // The first search should not be the slow one: its index is made in the first quiet moment.
  watch(catalog, (next) => window.setTimeout(() => next === catalog.value && next?.search.find("a"), 300));

  async function load(): Promise<void> {
    catalog.value = await store.load();
  }

  async function refresh(): Promise<void> {
    if (loading.value) return;
    loading.value = true;
    const since = catalog.value?.facts.version ?? 0;
    const reply = await server.get<Snapshot>("/v1/snapshot", { since }, LONG_TIMEOUT_MS);
    failed.value = !reply.ok;
    if (reply.ok && (reply.value.version !== since || since === 0)) {
      catalog.value = (await store.apply(reply.value, catalog.value, Date.now())) ?? catalog.value;
    } else if (reply.ok && catalog.value) {
      await store.tell(catalog.value, reply.value.remaining ?? []);
    }
    if (reply.ok) told.value += 1;
    loading.value = false;
  }

  function start(): void {
    connection.whenBack(() => void refresh());
    window.clearInterval(timer);
    timer = window.setInterval(() => void refresh(), REFRESH_MS);
    void refresh();
  }

  /** The server's time, as well as this till knows it. */
  const now = (): number => Date.now() + (catalog.value?.facts.clock_offset_ms ?? 0);

  return { catalog, told, ready, loading, failed, load, refresh, start, now };
});
