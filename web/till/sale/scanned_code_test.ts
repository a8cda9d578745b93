import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Engine, loadEngine, type Rules as EngineRules } from "@engine/engine";
import type { Rules, ShopFacts, TillProduct } from "@api/types";
import { Catalog } from "../snapshot/catalog";
import { emptyBasket, holdsSerial, pricingBasket, withProduct } from "./basket";
import { linesOf } from "./basket_view";
import { readInput } from "./input_line";
import { meaningOf, type Meaning } from "./resolve";
import { saidOf } from "./scanned_code";

const wasm = new URL("../../../build/wasm/engine.wasm", import.meta.url);
const GS = "\x1d";
const noon = Date.UTC(2026, 10, 26, 4); // in Shanghai

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const product = (n: number, change: Partial<TillProduct>): TillProduct => ({
  id: id(n),
  code: String(n),
  name: `p${n}`,
  spec: "",
  category: id(99),
  unit_kind: "piece",
  unit_name: "pc",
  price: 999,
  tax_rate: 900,
  discountable: true,
  state: "active",
  search_key: "",
  barcodes: [],
  ...change,
});
const pear = product(10001, { unit_kind: "weight", unit_name: "kg", price: 2000 });
const nuts = product(2, { code: "N", unit_kind: "weight", barcodes: [{ barcode: "4011", quantity: 1000 }] });
const bun = product(20003, {});
const milk = product(4, {
  barcodes: [
    { barcode: "6921168509256", quantity: 1000 },
    { barcode: "10614141000415", quantity: 12000 },
  ],
});
const ham = product(5, { unit_kind: "weight", price: 5000, barcodes: [{ barcode: "4006381333931", quantity: 1000 }] });
const shop = { utc_offset_minutes: 480 } as ShopFacts;
const rules: Rules & EngineRules = { version: 1, points: { points_per_yuan: 0 }, promotions: [] };
const catalog = new Catalog(
  { version: 1, shop, categories: [], rules, clock_offset_ms: 0 },
  new Map([pear, nuts, bun, milk, ham].map((one) => [one.id, one])),
);

let engine: Engine;
beforeAll(async () => {
  expect(existsSync(wasm), "build it first: ./x build wasm engine").toBe(true);
  engine = await loadEngine(readFileSync(wasm));
  engine.load(rules);
});

const scan = (typed: string): Promise<Meaning> =>
  meaningOf(readInput(typed), catalog, async () => [], { engine, now: noon, utc_offset_minutes: 480 });

async function sold(typed: string) {
  const meaning = await scan(typed);
  if (meaning.kind !== "product") throw new Error(JSON.stringify(meaning));
  return { product: meaning.product.id, quantity: meaning.quantity, ...meaning.line };
}
async function refused(typed: string): Promise<string> {
  const meaning = await scan(typed);
  if (meaning.kind !== "refused") return meaning.kind;
  expect(meaning.body.text_zh).not.toBe("");
  expect(meaning.body.text_en).not.toBe("");
  return meaning.body.code;
}

/** Check digit: 3 and 1 by turns from the right, as on every GTIN. */
function withCheck(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

describe("a label of the scale", () => {
  it("with a weight is priced at the till", async () => {
    const line = await sold("2110001004254");
    expect(line).toMatchObject({ product: pear.id, quantity: 425, alone: true, computed_back: false });
    expect(line.label_amount).toBeUndefined();
  });
  it("with an amount gives the weight back", async () => {
    const line = await sold("2210001015806");
    expect(line).toMatchObject({ product: pear.id, quantity: 790, label_amount: 1580, computed_back: true });
  });
  it("of 18 digits keeps its amount, and says when today's price differs", async () => {
    const same = await sold("261000102376011880");
    expect(same).toMatchObject({ quantity: 1188, label_amount: 2376, amount_differs: false });
    const older = await sold("271000101990011886");
    expect(older).toMatchObject({ quantity: 1188, label_amount: 1990, expected: 2376, amount_differs: true });
  });
  it("finds the product by a PLU with leading zeros", async () => {
    expect(await sold("2104011012354")).toMatchObject({ product: nuts.id, quantity: 1235 });
    expect(await scan("2209999015806")).toEqual({ kind: "unknown_plu", plu: "09999" });
  });
  it("is never multiplied", async () => expect(await refused("2*2110001004254")).toBe("catalog.label_times"));
  it("is scanned again when a digit is wrong", async () =>
    expect(await refused("2110001004253")).toBe("catalog.scan_check_digit"));
  it("on counted goods charges what it says", async () => {
    const counted = await sold(withCheck("26200030190000002"));
    expect(counted).toMatchObject({ product: bun.id, quantity: 2000, label_amount: 1900, amount_differs: true });
    expect(await refused(withCheck("26200039990000002"))).toBe("catalog.label_amount_far");
  });
  it("marks one piece down, once", async () => {
    const line = await sold("292000300450000773");
    expect(line).toMatchObject({ product: bun.id, quantity: 1000, markdown_price: 450, serial: "00077" });
    const { basket } = withProduct(emptyBasket(), {
      product_id: bun.id,
      quantity: 1000,
      by_weight: false,
      said: saidOf(line as never),
    });
    expect(holdsSerial(basket, bun.id, "00077")).toBe(true);
    expect(holdsSerial(basket, bun.id, "00078")).toBe(false);
  });
});

describe("a two-dimensional code", () => {
  it("names the product, its batch and its date", async () => {
    const line = await sold(`]d20106921168509256${"10LOT7"}${GS}17261231`);
    expect(line).toMatchObject({
      product: milk.id,
      quantity: 1000,
      batch: "LOT7",
      best_before: "2026-12-31",
      alone: false,
    });
  });
  it("may be a web address, a case, or bracketed text", async () => {
    expect(await sold("https://a.cn/01/06921168509256?17=261231")).toMatchObject({ product: milk.id });
    expect(await sold("3*]C1011061414100041537" + "1")).toMatchObject({ product: milk.id, quantity: 36000 });
    expect(await sold("(01)04006381333931(3103)001250(3922)6250")).toMatchObject({
      product: ham.id,
      quantity: 1250,
      label_amount: 6250,
    });
  });
  it("of expired goods is refused", async () => {
    for (const code of ["]d2010692116850925617261125", "]d2010692116850925615261125"])
      expect(await scan(code)).toMatchObject({ kind: "expired", body: { code: "catalog.expired_goods" }, code });
    expect(await refused("]d2010692116850925617261126")).toBe("product");
  });
  it("without a weight asks for it and keeps the rest", async () => {
    const code = "]d2010400638133393117261231";
    expect(await scan(code)).toEqual({ kind: "weigh", product: ham, code });
    expect(await sold(`0.35*${code}`)).toMatchObject({ quantity: 350, best_before: "2026-12-31" });
  });
  it("that is no product's is unknown, a broken one says so", async () => {
    expect(await scan("]d20110614141000422")).toEqual({ kind: "unknown", text: "10614141000422" });
    expect(await scan("4891599601138")).toEqual({ kind: "unknown", text: "4891599601138" });
    expect(await scan("https://u.wechat.com/abcdef")).toMatchObject({ kind: "unknown" });
    expect(await refused("]d201069211685092561726")).toBe("catalog.scan_truncated");
  });
});

describe("labels in the basket", () => {
  it("sell what is marked down at its new price, beside the same goods at the old one", async () => {
    let basket = emptyBasket();
    for (const typed of ["20003", "292000300450000773"]) {
      const meaning = await scan(typed);
      if (meaning.kind !== "product") throw new Error(meaning.kind);
      const said = meaning.line && saidOf(meaning.line);
      basket = withProduct(basket, { product_id: bun.id, quantity: meaning.quantity, by_weight: false, said }).basket;
    }
    const priced = engine.price(pricingBasket(basket, catalog, noon));
    expect(priced.basket.lines.map((line) => [line.gross, line.net])).toEqual([
      [999, 999],
      [999, 450],
    ]);
  });

  it("stand apart, each with its own amount", async () => {
    let basket = emptyBasket();
    for (const typed of ["261000102376011880", "261000102376011880"]) {
      const meaning = await scan(typed);
      if (meaning.kind !== "product") throw new Error(meaning.kind);
      basket = withProduct(basket, {
        product_id: pear.id,
        quantity: meaning.quantity,
        by_weight: true,
        said: saidOf(meaning.line!),
      }).basket;
    }
    const priced = engine.price(pricingBasket(basket, catalog, noon));
    expect(priced.basket.payable).toBe(4752);
    const lines = linesOf(basket, catalog, priced);
    expect(lines.map((line) => [line.quantity, line.gross, line.fixed])).toEqual([
      [1188, 2376, true],
      [1188, 2376, true],
    ]);
    expect(lines[0]?.notes).toEqual([{ key: "till.label.amount", values: { amount: "¥23.76" } }]);
  });
});
