import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { Session } from "@api/types";
import { TillDatabase } from "../journal/database";
import { OfflineLogin } from "./offline_login";

const session = { session_id: "s" } as Session;
const DAY = 24 * 3600 * 1000;

describe("logging in without the server", () => {
  const people = new OfflineLogin(new TillDatabase("offline-login"));

  it("is for who did it with the server before, with the same password, for a week", async () => {
    expect(await people.recognise("xiaohui", "secret", 0)).toBeNull();
    await people.remember("xiaohui", "secret", "token", session, 0);
    expect((await people.recognise("xiaohui", "secret", DAY))?.token).toBe("token");
    expect(await people.recognise("xiaohui", "Secret", DAY)).toBeNull();
    expect(await people.recognise("somebody", "secret", DAY)).toBeNull();
    expect(await people.recognise("xiaohui", "secret", 8 * DAY)).toBeNull();
  });

  it("keeps the newest password only, and nobody whom the server refused", async () => {
    await people.remember("xiaohui", "changed", "token", session, 0);
    expect(await people.recognise("xiaohui", "secret", 1)).toBeNull();
    expect(await people.recognise("xiaohui", "changed", 1)).not.toBeNull();
    await people.forget("xiaohui");
    expect(await people.recognise("xiaohui", "changed", 1)).toBeNull();
  });
});
