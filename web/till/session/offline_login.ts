// Who has logged in at this till with the server's consent can do so again without it, for a week: the shop must sell when
// the network is down and the cashiers change shifts. Kept is a salted, slow hash of the password, never the password.
import type { Session } from "@api/types";
import type { TillDatabase } from "../journal/database";

export interface KnownPerson {
  login: string;
  salt: string;
  hash: string;
  token: string;
  session: Session;
  at: number;
}

const VALID_MS = 7 * 24 * 3600 * 1000;
/** OWASP's figure for PBKDF2-HMAC-SHA256 */
const ROUNDS = 600_000;
const SETTING = "known_people";

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

async function slowHash(password: string, salt: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const key = await subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"]);
  const bits = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256);
  return hex(new Uint8Array(bits));
}

export class OfflineLogin {
  constructor(private readonly database: TillDatabase) {}

  async remember(login: string, password: string, token: string, session: Session, now: number): Promise<void> {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const hash = await slowHash(password, salt);
    if (!hash) return;
    const others = (await this.people()).filter((person) => person.login !== login);
    await this.database.set(SETTING, [...others, { login, salt: hex(salt), hash, token, session, at: now }]);
  }

  /** The person, when this till has seen that password with that name in the last seven days. */
  async recognise(login: string, password: string, now: number): Promise<KnownPerson | null> {
    const person = (await this.people()).find((known) => known.login === login);
    if (!person || now - person.at > VALID_MS) return null;
    return (await slowHash(password, fromHex(person.salt))) === person.hash ? person : null;
  }

  /** The server said no: what was true here is true no longer. */
  async forget(login: string): Promise<void> {
    const people = await this.people();
    await this.database.set(
      SETTING,
      people.filter((person) => person.login !== login),
    );
  }

  private async people(): Promise<KnownPerson[]> {
    return (await this.database.setting<KnownPerson[]>(SETTING)) ?? [];
  }
}
