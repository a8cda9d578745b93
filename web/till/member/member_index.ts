// The members that this till knows without the network: no phone and no name, only keyed hashes of phones. Looked up by
// phone (hashed here with the tills' key), by the last four digits (which the mask shows) and by member number.
import Dexie, { type Table } from "dexie";
import type { TillMember } from "@api/types";

/** Digits of a mainland mobile number as typed: spaces, dashes and +86 do not count. */
export function phoneDigits(text: string): string | null {
  const digits = text.replace(/[\s-]/g, "").replace(/^\+?86(?=1\d{10}$)/, "");
  return /^1\d{10}$/.test(digits) ? digits : null;
}

export const maskPhone = (digits: string): string => `${digits.slice(0, 3)}****${digits.slice(-4)}`;

/** The member number in a member's code (9, ten digits, eight that change, a check digit after Luhn). It tells who he
 * is; that it is him, the server alone can judge. */
export function numberInCode(text: string): string | null {
  if (!/^9\d{19}$/.test(text)) return null;
  const sum = [...text].reverse().reduce((total, character, place) => {
    const digit = Number(character) * (place % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0 ? text.slice(1, 11) : null;
}

/** hex HMAC-SHA256(key, digits); null where the browser has no cryptography (a page that is not secure). */
export async function lookupHash(keyBase64: string, digits: string): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const raw = Uint8Array.from(atob(keyBase64), (character) => character.charCodeAt(0));
  const key = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = new Uint8Array(await subtle.sign("HMAC", key, new TextEncoder().encode(digits)));
  return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class MemberIndex {
  private readonly members = new Map<string, TillMember>();
  private readonly byHash = new Map<string, TillMember>();
  private readonly byNumber = new Map<string, TillMember>();
  private readonly byLastFour = new Map<string, TillMember[]>();

  get size(): number {
    return this.members.size;
  }

  put(member: TillMember): void {
    const old = this.members.get(member.id);
    if (old) this.remove(old);
    this.members.set(member.id, member);
    this.byHash.set(member.till_index, member);
    if (member.number) this.byNumber.set(member.number, member);
    const four = member.phone_masked.slice(-4);
    const list = this.byLastFour.get(four);
    if (list) list.push(member);
    else this.byLastFour.set(four, [member]);
  }

  delete(id: string): void {
    const member = this.members.get(id);
    if (member) this.remove(member);
    this.members.delete(id);
  }

  private remove(member: TillMember): void {
    if (this.byHash.get(member.till_index) === member) this.byHash.delete(member.till_index);
    if (this.byNumber.get(member.number) === member) this.byNumber.delete(member.number);
    const four = member.phone_masked.slice(-4);
    this.byLastFour.set(
      four,
      (this.byLastFour.get(four) ?? []).filter((other) => other !== member),
    );
  }

  /** Who answers for a member that was merged away; himself when that one has not come here yet. */
  private answering(member: TillMember | undefined): TillMember | undefined {
    let found = member;
    for (let steps = 0; found?.leads_to && steps < 20; steps++) {
      const next = this.members.get(found.leads_to);
      if (!next) return found;
      found = next;
    }
    return found;
  }

  get(id: string): TillMember | undefined {
    return this.answering(this.members.get(id));
  }

  withHash(hash: string): TillMember | undefined {
    return this.answering(this.byHash.get(hash));
  }

  /** By member number, by the member's code, or by the last four digits of the phone. Closed ones do not count. */
  find(text: string): TillMember[] {
    const exact = this.answering(this.byNumber.get(numberInCode(text) ?? text));
    if (exact && exact.state !== "closed") return [exact];
    if (!/^\d{4}$/.test(text)) return [];
    const found = (this.byLastFour.get(text) ?? []).map((member) => this.answering(member)!);
    return [...new Set(found)].filter((member) => member.state !== "closed");
  }
}

interface Progress {
  name: string;
  version: number;
}

export class MemberStore extends Dexie {
  private members!: Table<TillMember, string>;
  private progress!: Table<Progress, string>;

  constructor(name = "huiji-members") {
    super(name);
    this.version(1).stores({ members: "id", progress: "name" });
  }

  async load(): Promise<{ index: MemberIndex; version: number }> {
    const index = new MemberIndex();
    const [members, progress] = await Promise.all([this.members.toArray(), this.progress.get("members")]);
    for (const member of members) index.put(member);
    return { index, version: progress?.version ?? 0 };
  }

  /** One member takes the place of another id: the server knew the phone already. */
  async replace(id: string, member: TillMember): Promise<void> {
    await this.transaction("rw", this.members, async () => {
      await this.members.delete(id);
      await this.members.put(member);
    });
  }

  async save(members: TillMember[], version: number | null): Promise<void> {
    await this.transaction("rw", this.members, this.progress, async () => {
      await this.members.bulkPut(members);
      if (version !== null) await this.progress.put({ name: "members", version });
    });
  }
}
