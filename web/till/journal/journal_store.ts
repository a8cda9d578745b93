// The journal as the screens see it: how many wait, which are in quarantine, and whether they are on their way.
import { liveQuery } from "dexie";
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import type { Connection } from "@ui/components/ConnectionBadge.vue";
import type { Server } from "@api/server";
import { connection } from "../session/connection";
import { database, type JournalEvent } from "./database";
import { Delivery, type DeliveryState, type SendResult } from "./delivery";
import { Journal } from "./journal";

export const journal = new Journal(database);

const UNDERSTOOD = new Set(["malformed", "forbidden", "not_found", "refused", "too_large"]);

export async function sendTo(server: Pick<Server, "put">, event: JournalEvent): Promise<SendResult> {
  const reply = await server.put<unknown>(event.path, event.body);
  if (reply.ok) return { kind: "done", reply: reply.value };
  if (reply.status === 0 || !reply.error) return { kind: "unreachable" };
  if (UNDERSTOOD.has(reply.error.family)) return { kind: "refused", error: reply.error };
  if (reply.error.family === "unauthenticated") return { kind: "locked", error: reply.error };
  if (reply.error.family === "retry" || reply.error.family === "limited") return { kind: "busy", error: reply.error };
  return { kind: "broken", error: reply.error };
}

export const useJournal = defineStore("journal", () => {
  const waiting = shallowRef<JournalEvent[]>([]);
  const quarantined = shallowRef<JournalEvent[]>([]);
  const delivery = ref<DeliveryState>("idle");
  const others = new BroadcastChannel("huiji-journal");
  let loop: Delivery | null = null;

  const state = computed<Connection>(() => {
    if (quarantined.value.length > 0 || delivery.value === "locked") return "attention";
    if (!connection.online.value) return "offline";
    return waiting.value.length > 0 ? "syncing" : "online";
  });

  function start(server: Server, delivered: (event: JournalEvent, reply: unknown) => Promise<void>): void {
    liveQuery(() => journal.waiting()).subscribe((events) => (waiting.value = events));
    liveQuery(() => journal.quarantined()).subscribe((events) => (quarantined.value = events));
    loop = new Delivery(
      database,
      async (event) => {
        const result = await sendTo(server, event);
        if (result.kind === "done") await delivered(event, result.reply);
        return result;
      },
      (next) => (delivery.value = next),
    );
    others.onmessage = () => loop?.wake();
    connection.whenBack(() => loop?.wake());
    void loop.run();
    void journal.forgetOld();
  }

  /** Something was written, or somebody logged in: send now, whichever tab does the sending. */
  function wake(): void {
    loop?.wake();
    others.postMessage("wake");
  }

  async function release(event: JournalEvent): Promise<void> {
    await journal.release(event.order!);
    wake();
  }

  /** The event once it is no longer waiting; as it is after `patience_ms`. */
  function settled(id: string, patience_ms: number): Promise<JournalEvent | undefined> {
    return new Promise((resolve) => {
      const subscription = liveQuery(() => journal.find(id)).subscribe((event) => {
        if (event && event.state !== "waiting") finish(event);
      });
      const timer = window.setTimeout(() => void journal.find(id).then(finish), patience_ms);
      function finish(event: JournalEvent | undefined) {
        window.clearTimeout(timer);
        subscription.unsubscribe();
        resolve(event);
      }
    });
  }

  return { waiting, quarantined, state, delivery, start, wake, release, settled };
});
