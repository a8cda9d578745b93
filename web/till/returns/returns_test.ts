import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import type { Receipt } from "@api/types";
import { loadEngine } from "@engine/engine";
import type { Catalog } from "../snapshot/catalog";

const engine = await loadEngine(readFileSync(new URL("../../../build/wasm/engine.wasm", import.meta.url)));
vi.mock("../shell/engine", () => ({ engine: () => engine }));
vi.mock("../session/session_store", () => ({ server: {}, useSession: () => ({}) }));
vi.mock("../journal/journal_store", () => ({ journal: {}, useJournal: () => ({}) }));
const { refundOf } = await import("./returns");

const PRODUCT = "01000000-0000-0000-0000-000000000001";
const line = (line_no: number, gross: number, net: number) => ({
  line_no,
  product_id: PRODUCT,
  quantity: 1000,
  gross,
  net,
  tax: 0,
  returned: 0,
});
const basketLine = (number: string, unit_price: number) => ({
  line: number,
  product_id: PRODUCT,
  quantity: 1000,
  by_weight: false,
  unit_price,
  tax_rate: 0,
  discountable: true,
  categories: [],
});
const everything = { products: [], categories: [], excluded_products: [], excluded_categories: [] };
const promotion = {
  promotion_id: "09000000-0000-0000-0000-000000000001",
  kind: "amount_off",
  name: "满 100 减 50",
  state: "active",
  members_only: false,
  scope: everything,
  schedule: { weekdays: [] },
  parameters: { threshold: 10000, off: 5000, every: false },
  terms: { mandatory: false, by_coupon: false, skip_discounted: false, on_break: "reprice" },
};
const catalog = {
  products: new Map([[PRODUCT, { unit_kind: "piece" }]]),
  facts: { rules: { points: { points_per_yuan: 0 } } },
} as unknown as Catalog;

it("prices what stays again when the sale's promotion says so", () => {
  const receipt = {
    lines: [line(1, 6000, 3000), line(2, 4000, 2000)],
    points: 0,
    refund_basis: {
      basket: { priced_at: 0, utc_offset_minutes: 480, lines: [basketLine("1", 6000), basketLine("2", 4000)] },
      rules: { version: 1, points: { points_per_yuan: 0 }, promotions: [promotion] },
      reprice: true,
      refunded_before: 0,
    },
  } as unknown as Receipt;
  expect(refundOf(receipt, new Map([[1, 1000]]), catalog).refund).toBe(1000);
  expect(refundOf(receipt, new Map([[2, 1000]]), catalog).refund).toBe(0);
  const kept: Receipt = { ...receipt, refund_basis: null };
  expect(refundOf(kept, new Map([[1, 1000]]), catalog).refund).toBe(3000);
});
