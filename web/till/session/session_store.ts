// Who this till is (enrolled once) and who stands at it (logged in). Both outlive a reload and a power cut.
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import type { EnrolledTill, LoginReply, Right, Session } from "@api/types";
import { Server, type Reply } from "@api/server";
import { database } from "../journal/database";
import { journal } from "../journal/journal_store";
import { uuidV7 } from "../journal/uuid";
import { connection } from "./connection";
import { OfflineLogin } from "./offline_login";

interface LoggedIn {
  token: string;
  session: Session;
}

let tillToken: string | null = null;
let personToken: string | null = null;

export const server = new Server({
  headers: () => ({
    ...(tillToken ? { "till-token": tillToken } : {}),
    ...(personToken ? { authorization: `Bearer ${personToken}` } : {}),
  }),
  reached: (answered) => connection.report(answered),
});

const offline = new OfflineLogin(database);

export const useSession = defineStore("session", () => {
  const enrolment = shallowRef<EnrolledTill | null>(null);
  const loggedIn = shallowRef<LoggedIn | null>(null);
  const person = computed(() => loggedIn.value?.session.person ?? null);
  const rights = computed<Right[]>(() => loggedIn.value?.session.rights ?? []);
  const till = computed(() => enrolment.value?.till ?? null);

  async function load(): Promise<void> {
    useEnrolment((await database.setting<EnrolledTill>("enrolment")) ?? null);
    useLogin((await database.setting<LoggedIn>("login")) ?? null);
  }

  function useEnrolment(value: EnrolledTill | null) {
    enrolment.value = value;
    tillToken = value?.device_token ?? null;
  }

  function useLogin(value: LoggedIn | null) {
    loggedIn.value = value;
    personToken = value?.token ?? null;
  }

  async function login(name: string, password: string): Promise<Reply<LoginReply>> {
    personToken = null;
    const reply = await server.post<LoginReply>("/v1/login", { login: name, password });
    if (reply.ok) {
      await keep({ token: reply.value.token, session: reply.value.session });
      // A slow hash: nobody waits for it.
      if (till.value) void offline.remember(name, password, reply.value.token, reply.value.session, Date.now());
    } else if (reply.status !== 0) {
      if (await offline.recognise(name, password, Date.now())) await offline.forget(name);
    } else if (till.value) {
      const known = await offline.recognise(name, password, Date.now());
      if (known) return keep({ token: known.token, session: known.session });
    }
    return reply;
  }

  async function keep(value: LoggedIn): Promise<Reply<LoginReply>> {
    useLogin(value);
    await database.set("login", value);
    return { ok: true, value };
  }

  async function logout(): Promise<void> {
    if (loggedIn.value) void server.post("/v1/logout");
    await database.set("login", null);
    useLogin(null);
  }

  /** The manager who is logged in makes this browser a till; after that a cashier logs in. */
  async function enrol(name: string): Promise<Reply<EnrolledTill>> {
    const reply = await server.put<EnrolledTill>(`/v1/tills/${uuidV7()}`, { name });
    if (reply.ok) {
      await journal.startAt(reply.value.next_sequence);
      await database.set("enrolment", reply.value);
      useEnrolment(reply.value);
      await logout();
    }
    return reply;
  }

  return { enrolment, person, rights, till, loggedIn, load, login, logout, enrol };
});
