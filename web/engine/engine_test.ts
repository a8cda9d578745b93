import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type Basket, type Engine, EngineRefusal, loadEngine, type PromotionDraft, type Rules } from "./engine.ts";

const wasm = new URL("../../build/wasm/engine.wasm", import.meta.url);
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const everything = { products: [], categories: [], excluded_products: [], excluded_categories: [] };
const always = { weekdays: [] };

const rules: Rules = {
  version: 3,
  points: { points_per_yuan: 1 },
  promotions: [
    {
      promotion_id: id(1),
      kind: "buy_m_get_n",
      name: "买二送一",
      state: "active",
      members_only: false,
      scope: everything,
      schedule: always,
      parameters: { buy: 2, free: 1 },
    },
  ],
};

const draft: PromotionDraft = {
  kind: "amount_off",
  name: "满减",
  state: "draft",
  members_only: false,
  scope: everything,
  schedule: always,
  parameters: {},
};

const basket: Basket = {
  priced_at: 1_700_000_000_000,
  utc_offset_minutes: 480,
  member: { member_id: id(9), tier: "standard" },
  lines: [
    {
      line: "1",
      product_id: id(5),
      quantity: 4000,
      by_weight: false,
      unit_price: 500,
      tax_rate: 1300,
      discountable: true,
      categories: [],
    },
  ],
};

describe("the engine in WebAssembly", () => {
  let engine: Engine;

  beforeAll(async () => {
    expect(existsSync(wasm), "build it first: ./x build wasm engine").toBe(true);
    engine = await loadEngine(readFileSync(wasm));
    expect(engine.load(rules)).toEqual({ version: 3, promotions: 1 });
  });

  it("prices a basket", () => {
    const priced = engine.price(basket).basket;
    expect([priced.gross, priced.discount, priced.payable, priced.points]).toEqual([2000, 500, 1500, 15]);
    expect(priced.lines[0]?.allocations).toEqual([
      { promotion_id: id(1), layer: "quantity", amount: 500, units: 3000 },
    ]);
  });

  it("digests the bytes that it answered", async () => {
    const { text, digest } = engine.price(basket);
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    expect(digest).toBe(hex);
  });

  it("says what is to give back, or what is missing", () => {
    expect(engine.settle(1500, 2000)).toMatchObject({ change: 500, missing: 0 });
    expect(engine.settle(1500, 1500)).toMatchObject({ change: 0, missing: 0 });
    expect(engine.settle(1500, 1000)).toMatchObject({ change: 0, missing: 500 });
  });

  it("refunds in parts what was paid, no more", () => {
    const line = { line_no: 1, quantity: 4000, by_weight: false, gross: 2000, net: 1500, tax: 173 };
    const points = { points_per_yuan: 1, points_earned: 15 };
    let refund = 0;
    let pointsBack = 0;
    for (let returned = 0; returned < 4; ++returned) {
      const plan = engine.refund({
        lines: [{ ...line, returned_before: returned * 1000, returned_now: 1000 }],
        ...points,
      });
      refund += plan.refund;
      pointsBack += plan.points_back;
    }
    expect([refund, pointsBack]).toEqual([1500, 15]);
  });

  it("describes its kinds and checks drafts", () => {
    const kinds = engine.kinds().map((kind) => kind.kind);
    expect(kinds).toContain("amount_off");
    const body = { ...draft, parameters: { threshold: 100, off: 100, every: false } };
    const refusal = (() => {
      try {
        engine.checkDraft(body);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(EngineRefusal);
    expect((refusal as EngineRefusal).body.text_zh).toContain("门槛");
    expect(() => engine.checkDraft(body)).toThrow("promotions.threshold_senseless");
    expect(() => engine.checkDraft({ ...body, parameters: { threshold: 101, off: 100, every: false } })).not.toThrow();
  });

  it("refuses a malformed basket with the place, and goes on", () => {
    const broken = { ...basket, lines: [{ ...basket.lines[0]!, quantity: 0 }] };
    expect(() => engine.price(broken)).toThrow("/lines/0/quantity");
    expect(engine.price(basket).basket.payable).toBe(1500);
  });
});
