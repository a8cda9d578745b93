import { describe, expect, it } from "vitest";
import { offline, Refusal } from "./refusal";
import { isUnsure, useOperation } from "./use_operation";

describe("a write that must happen once", () => {
  it("keeps its id until it is done, and then takes a new one", async () => {
    const sent: string[] = [];
    const { once, unsure } = useOperation();
    const fails = (id: string) => (sent.push(id), Promise.reject(offline()));
    const works = (id: string) => (sent.push(id), Promise.resolve("done"));
    expect(await once(fails)).toBeNull();
    expect(unsure.value).toBe(true);
    expect(await once(works)).toBe("done");
    expect(unsure.value).toBe(false);
    await once(works);
    expect(sent[1]).toBe(sent[0]);
    expect(sent[2]).not.toBe(sent[0]);
  });

  it("does nothing on a second click while it runs", async () => {
    let sent = 0;
    let answer: (text: string) => void = () => {};
    const { once } = useOperation();
    const act = () => (sent++, new Promise<string>((done) => (answer = done)));
    const first = once(act);
    expect(await once(act)).toBeNull();
    answer("done");
    expect(await first).toBe("done");
    expect(sent).toBe(1);
  });

  it("knows a refusal from a lost reply", () => {
    expect(isUnsure(new Refusal("refused", "wallet.too_little", "", ""))).toBe(false);
    expect(isUnsure(new Refusal("retry", "http.503", "", ""))).toBe(true);
    expect(isUnsure(null)).toBe(false);
  });
});
