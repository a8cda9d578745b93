import { describe, expect, it } from "vitest";
import type { TillProduct } from "@api/types";
import { EngineRefusal } from "@engine/engine";
import type { AttachedMember } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";
import { readInput } from "./input_line";
import { meaningOf } from "./resolve";

const milk = { id: "milk", code: "1001", unit_kind: "piece" } as TillProduct;
const pear = { id: "pear", code: "52", unit_kind: "weight" } as TillProduct;
const catalog = {
  scan: (code: string) =>
    code === "6901"
      ? { product: milk, quantity: 1000 }
      : code === "case"
        ? { product: milk, quantity: 12000 }
        : undefined,
  byCode: (code: string) => (code === "1001" ? milk : code === "52" ? pear : undefined),
} as unknown as Catalog;
const member = (id: string) => ({ member_id: id }) as AttachedMember;
const find = async (text: string) =>
  text === "13812345678"
    ? [member("a")]
    : text === "5678"
      ? [member("a"), member("b")]
      : text === "80001"
        ? [member("c")]
        : [];
const nothing = () => {
  throw new EngineRefusal({
    code: "catalog.scan_not_goods",
    family: "malformed",
    text_zh: "",
    text_en: "",
    details: [],
  });
};
const reader = { engine: { readCode: nothing, lineOf: nothing }, now: 0, utc_offset_minutes: 480 };
const meaning = (typed: string) => meaningOf(readInput(typed), catalog, find, reader);

describe("what the line of input means", () => {
  it.each([
    ["6901", { kind: "product", product: milk, quantity: 1000, barcode: "6901" }],
    ["3*6901", { kind: "product", product: milk, quantity: 3000, barcode: "6901" }],
    ["case", { kind: "product", product: milk, quantity: 12000, barcode: "case" }],
    ["3*case", { kind: "product", product: milk, quantity: 36000, barcode: "case" }],
    ["1001", { kind: "product", product: milk, quantity: 1000 }],
    ["52", { kind: "weigh", product: pear }],
    ["0.425*52", { kind: "product", product: pear, quantity: 425 }],
    ["3*", { kind: "quantity", quantity: 3000 }],
    ["", { kind: "nothing" }],
    ["13812345678", { kind: "member", member: member("a") }],
    ["80001", { kind: "member", member: member("c") }],
    ["5678", { kind: "members", members: [member("a"), member("b")] }],
    ["13900000000", { kind: "new_member", phone: "13900000000" }],
    ["r2611220300123", { kind: "receipt", number: "R2611220300123" }],
    ["niunai", { kind: "search", query: "niunai" }],
    ["6999999999999", { kind: "unknown", text: "6999999999999" }],
    ["9999", { kind: "search", query: "9999" }],
  ])("%j", async (typed, expected) => expect(await meaning(typed)).toEqual(expected));
});
