// Finds and registers members, with the server when it is there and without it when not.
import { defineStore } from "pinia";
import { shallowRef } from "vue";
import type { Member, MemberRegistration, TillMember, TillMemberPage } from "@api/types";
import type { AttachedMember } from "../journal/database";
import { journal, useJournal } from "../journal/journal_store";
import { uuidV7 } from "../journal/uuid";
import { connection } from "../session/connection";
import { server, useSession } from "../session/session_store";
import { lookupHash, maskPhone, MemberIndex, MemberStore, phoneDigits } from "./member_index";

const REFRESH_MS = 60_000;
/** The tier that a new member begins in. */
const FIRST_TIER = "standard";

const attached = (member: TillMember): AttachedMember => ({
  member_id: member.id,
  number: member.number,
  phone_masked: member.phone_masked,
  tier: member.tier,
  points: member.points,
  ...(member.tags?.length ? { tags: member.tags } : {}),
});

export const useMembers = defineStore("members", () => {
  const store = new MemberStore();
  const index = shallowRef(new MemberIndex());
  let version = 0;
  let timer = 0;

  async function load(): Promise<void> {
    const loaded = await store.load();
    index.value = loaded.index;
    version = loaded.version;
  }

  async function refresh(): Promise<void> {
    for (let more = true; more;) {
      const reply = await server.get<TillMemberPage>("/v1/till-members", { since: version });
      if (!reply.ok) return;
      await store.save(reply.value.members, reply.value.version);
      for (const member of reply.value.members) index.value.put(member);
      more = reply.value.more && reply.value.version !== version;
      version = reply.value.version;
    }
  }

  function start(): void {
    connection.whenBack(() => void refresh());
    window.clearInterval(timer);
    timer = window.setInterval(() => void refresh(), REFRESH_MS);
    void refresh();
  }

  async function hashOf(digits: string): Promise<string | null> {
    const key = useSession().enrolment?.member_lookup_key;
    return key ? lookupHash(key, digits) : null;
  }

  /** By phone, last four digits or member number. */
  async function find(text: string): Promise<AttachedMember[]> {
    const digits = phoneDigits(text);
    if (!digits) return index.value.find(text.trim()).map(attached);
    const hash = await hashOf(digits);
    const member = hash ? index.value.withHash(hash) : undefined;
    return member && member.state !== "closed" ? [attached(member)] : [];
  }

  const get = (id: string): AttachedMember | null => {
    const member = index.value.get(id);
    return member ? attached(member) : null;
  };

  /** A new member by phone alone. The registration goes through the journal, so it works without the network. */
  async function register(digits: string, consent_version: string, now: number): Promise<AttachedMember> {
    const id = uuidV7();
    const body: MemberRegistration = { phone: digits, consent_version, consent_at: now };
    const member: TillMember = {
      id,
      number: "",
      till_index: (await hashOf(digits)) ?? id,
      phone_masked: maskPhone(digits),
      tier: FIRST_TIER,
      state: "active",
      points: 0,
    };
    const label = member.phone_masked;
    await journal.append(
      { id, kind: "member", label, amount: null, path: `/v1/members/${id}`, body, receipt: null },
      now,
    );
    await store.save([member], null);
    index.value.put(member);
    useJournal().wake();
    return attached(member);
  }

  /** What the server made of a registration: a number, or a member whose phone this was already. */
  async function settle(id: string, member: Member): Promise<void> {
    const provisional = index.value.get(id);
    if (!provisional) return;
    const { member_id, number, phone_masked, tier, state, points, tags } = member;
    const settled: TillMember = { ...provisional, id: member_id, number, phone_masked, tier, state, points, tags };
    await store.replace(id, settled);
    index.value.delete(id);
    index.value.put(settled);
  }

  return { index, load, refresh, start, find, get, register, settle };
});
