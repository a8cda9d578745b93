import { describe, expect, it } from "vitest";
import type { TillMember } from "@api/types";
import { lookupHash, maskPhone, MemberIndex, numberInCode, phoneDigits } from "./member_index";

const member = (id: string, phone: string, change: Partial<TillMember> = {}): TillMember => ({
  id,
  number: `80000${id}`,
  till_index: `hash-${phone}`,
  phone_masked: maskPhone(phone),
  tier: "basic",
  state: "active",
  points: 10,
  ...change,
});

describe("phone numbers", () => {
  it.each([
    ["13812345678", "13812345678"],
    ["138 1234-5678", "13812345678"],
    ["+8613812345678", "13812345678"],
    ["86 138 1234 5678", "13812345678"],
    ["12345", null],
    ["138123456789", null],
  ])("%s is %s", (typed, digits) => expect(phoneDigits(typed)).toBe(digits));

  it("are hashed as RFC 4231 says (test case 2)", async () =>
    expect(await lookupHash(btoa("Jefe"), "what do ya want for nothing?")).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ));
});

describe("members without the network", () => {
  const index = new MemberIndex();
  index.put(member("1", "13812345678"));
  index.put(member("2", "15912345678"));
  index.put(member("3", "18800005678", { state: "closed" }));

  it("are found by the hash of the phone", () => expect(index.withHash("hash-13812345678")?.id).toBe("1"));
  it("are found by the last four digits, all of them, without closed ones", () =>
    expect(index.find("5678").map((found) => found.id)).toEqual(["1", "2"]));
  it("are found by number", () => expect(index.find("800002").map((found) => found.id)).toEqual(["2"]));
  it("leave their old places when they change", () => {
    index.put(member("2", "15900001111"));
    expect(index.find("5678").map((found) => found.id)).toEqual(["1"]);
    expect(index.find("1111").map((found) => found.id)).toEqual(["2"]);
    expect(index.withHash("hash-15912345678")).toBeUndefined();
    expect(index.size).toBe(3);
  });
  it("can be taken out", () => {
    index.put(member("9", "13100009999"));
    index.delete("9");
    expect(index.find("9999")).toEqual([]);
    expect(index.get("9")).toBeUndefined();
  });
});

describe("members that were merged", () => {
  const index = new MemberIndex();
  index.put(member("1", "13812345678", { state: "merged", leads_to: "2" }));
  index.put(member("2", "15912345678", { state: "merged", leads_to: "3" }));
  index.put(member("3", "18800001111"));
  index.put(member("4", "18900004444", { state: "merged", leads_to: "99" }));

  it("lead to who answers for them, by phone, number, four digits and id", () => {
    expect(index.withHash("hash-13812345678")?.id).toBe("3");
    expect(index.find("800001").map(({ id }) => id)).toEqual(["3"]);
    expect(index.find("5678").map(({ id }) => id)).toEqual(["3"]);
    expect(index.get("2")?.id).toBe("3");
  });
  it("stand for themselves until the other one has come", () =>
    expect(index.withHash("hash-18900004444")?.id).toBe("4"));
  it("come back by an un-merge", () => {
    index.put(member("1", "13812345678"));
    expect(index.withHash("hash-13812345678")?.id).toBe("1");
  });
});

describe("the member's code", () => {
  const code = "91000000013012345677";
  it("tells the number without the network", () => {
    expect(numberInCode(code)).toBe("1000000013");
    const index = new MemberIndex();
    index.put(member("1", "13812345678", { number: "1000000013" }));
    expect(index.find(code).map(({ id }) => id)).toEqual(["1"]);
  });
  it.each(["91000000013012345678", "81000000013012345677", "6901234567892", "", "9100000001301234567"])(
    "%j is none",
    (text) => expect(numberInCode(text)).toBeNull(),
  );
});
