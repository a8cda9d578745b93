import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { Snapshot, TillProduct } from "@api/types";
import { CatalogStore } from "./catalog";

const id = (n: number) => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
const product = (n: number, change: Partial<TillProduct> = {}): TillProduct => ({
  id: id(n),
  code: String(1000 + n),
  name: `商品${n}`,
  spec: "",
  category: id(0xc2),
  unit_kind: "piece",
  unit_name: "个",
  price: 100 * n,
  tax_rate: 1300,
  discountable: true,
  state: "active",
  search_key: `商品${n}|${1000 + n}|sp${n}`,
  barcodes: [
    { barcode: `690${n}`, quantity: 1000 },
    { barcode: `case${n}`, quantity: 12000 },
  ],
  ...change,
});
const snapshot = (version: number, products: TillProduct[], rules = true): Snapshot => ({
  version,
  server_time: 5000,
  shop: {
    merchant_name: "惠邻",
    shop_id: id(1),
    shop_name: "惠邻一店",
    shop_address: "",
    shop_phone: "",
    time_zone: "Asia/Shanghai",
    utc_offset_minutes: 480,
    day_cutoff_minutes: 240,
    consent_version: "1",
    consent_text_zh: "",
    consent_text_en: "",
  },
  categories: [
    { category_id: id(0xc1), name: "食品", sort_order: 1 },
    { category_id: id(0xc2), parent_id: id(0xc1), name: "饮料", sort_order: 1 },
  ],
  products,
  ...(rules ? { rules: { version, points: { points_per_yuan: 1 }, promotions: [] } } : {}),
});

let count = 0;
const store = () => new CatalogStore(`catalog-${++count}`);

describe("the catalogue of a till", () => {
  it("finds a UPC-A and a GTIN-14 in whichever form the scanner sends", async () => {
    const tea = product(3, { barcodes: [{ barcode: "0036000291452", quantity: 1000 }] });
    const catalog = (await store().apply(snapshot(1, [tea]), null, 4000))!;
    for (const scanned of ["036000291452", "0036000291452", "00036000291452"])
      expect(catalog.scan(scanned)?.product.id).toBe(tea.id);
    expect(catalog.scan("36000291452")).toBeUndefined();
  });

  it("finds by every barcode, with the quantity in one scan", async () => {
    const catalog = (await store().apply(snapshot(1, [product(1), product(2)]), null, 4000))!;
    expect(catalog.scan("6902")).toMatchObject({ product: { name: "商品2" }, quantity: 1000 });
    expect(catalog.scan("case1")?.quantity).toBe(12000);
    expect(catalog.byCode("1002")?.name).toBe("商品2");
    expect(catalog.facts.clock_offset_ms).toBe(1000);
  });

  it("names a product's category and all above it", async () => {
    const catalog = (await store().apply(snapshot(1, [product(1)]), null, 0))!;
    expect(catalog.categoriesOf(product(1))).toEqual([id(0xc2), id(0xc1)]);
  });

  it("takes a change over, keeps the rest and the rules, and is the same after a restart", async () => {
    const database = store();
    const many = Array.from({ length: 300 }, (_, n) => product(n + 1));
    const first = (await database.apply(snapshot(1, many), null, 0))!;
    const changed = snapshot(2, [product(7, { price: 1 }), product(8, { state: "retired" })], false);
    const second = (await database.apply(changed, first, 0))!;
    for (const catalog of [second, (await database.load())!]) {
      expect(catalog.facts.version).toBe(2);
      expect(catalog.facts.rules.version).toBe(1);
      expect(catalog.products.size).toBe(300);
      expect(catalog.scan("6907")?.product.price).toBe(1);
      expect(catalog.scan("6908")).toBeUndefined();
      expect(catalog.scan("690300")?.product.price).toBe(30000);
    }
  });

  it("is not there before the first snapshot, and refuses one without rules", async () => {
    const database = store();
    expect(await database.load()).toBeNull();
    expect(await database.apply(snapshot(1, [], false), null, 0)).toBeNull();
  });
});
