// Who is logged in at this desk. The token lives in sessionStorage: it dies with the tab and is never seen by others.
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import { ask, onSessionEnd, server, useToken } from "../server/client";
import type { Right, Session, ShopFacts } from "../server/schema";
import { useShopClock } from "../server/when";

const KEY = "huiji.office.token";

export const useSession = defineStore("session", () => {
  const token = ref<string | null>(sessionStorage.getItem(KEY));
  const session = shallowRef<Session | null>(null);
  const shop = shallowRef<ShopFacts | null>(null);
  const expired = ref(false);
  useToken(token.value);

  function keep(value: string | null) {
    token.value = value;
    useToken(value);
    if (value) sessionStorage.setItem(KEY, value);
    else sessionStorage.removeItem(KEY);
  }

  function forget() {
    keep(null);
    session.value = null;
  }

  /** The shop's clock is known before the first page shows a time. */
  async function enter(who: Session) {
    shop.value = await ask(server.GET("/v1/shop"));
    useShopClock(shop.value.time_zone, shop.value.day_cutoff_minutes);
    session.value = who;
  }

  async function logIn(login: string, password: string) {
    const reply = await ask(server.POST("/v1/login", { body: { login, password } }));
    keep(reply.token);
    expired.value = false;
    await enter(reply.session);
  }

  /** After a reload the token is there but not the person: ask once. */
  async function restore(): Promise<boolean> {
    if (session.value) return true;
    if (!token.value) return false;
    await enter(await ask(server.GET("/v1/session")));
    return true;
  }

  async function logOut() {
    await ask(server.POST("/v1/logout")).catch(() => undefined);
    forget();
  }

  /** `back` is called when the server says that the session is over. */
  function whenOver(back: () => void) {
    onSessionEnd(() => {
      forget();
      expired.value = true;
      back();
    });
  }

  const rights = computed(() => new Set<Right>(session.value?.rights ?? []));
  const can = (right: Right) => rights.value.has(right);
  return { token, session, shop, expired, rights, can, logIn, logOut, restore, whenOver };
});
