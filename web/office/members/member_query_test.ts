import { describe, expect, it } from "vitest";
import { memberQuery } from "./member_query";

describe("finding a member", () => {
  it.each([
    ["", {}],
    ["13800138000", { phone: "13800138000" }],
    ["138 0013 8000", { phone: "13800138000" }],
    ["+86 138-0013-8000", { phone: "13800138000" }],
    ["１３８００１３８０００", { phone: "13800138000" }],
    ["8000", { last4: "8000" }],
    ["100000017", { number: "100000017" }],
    ["8620000001", { number: "8620000001" }],
    ["80", null],
  ])("%j asks %j", (text, query) => expect(memberQuery(text)).toEqual(query));
});
