import { describe, expect, it } from "vitest";
import type { Product } from "../server/schema";
import { draftOf, emptyForm, formOf, memberPaysMore, problemsOf, soldBelowCost } from "./product_form";

const milk: Product = {
  product_id: "018f0000-0000-7000-8000-000000000001",
  version: 41,
  code: "1001",
  name: "纯牛奶",
  spec: "250ml",
  category_id: "018f0000-0000-7000-8000-0000000000c1",
  unit_kind: "piece",
  unit_name: "盒",
  price: 350,
  member_price: 320,
  cost: 260,
  tax_rate: 1300,
  discountable: true,
  state: "active",
  barcodes: [
    { barcode: "6901234500018", quantity: 1000 },
    { barcode: "16901234500015", quantity: 12000 },
  ],
  stock: 40000,
};

describe("the product form", () => {
  it("sends back what it was opened with", () => {
    const { product_id, version, stock, ...wanted } = milk;
    expect([product_id, version, stock]).toEqual([milk.product_id, 41, 40000]);
    expect(draftOf(formOf(milk), version)).toEqual({ ...wanted, expected_version: version });
  });

  it("shows the pieces of a case", () =>
    expect(formOf(milk).barcodes[1]).toEqual({ barcode: "16901234500015", pieces: 12 }));

  it("leaves the member price out when there is none", () => {
    expect(draftOf({ ...formOf(milk), member_price: null }, null)).not.toHaveProperty("member_price");
    expect(draftOf({ ...formOf(milk), member_price: null }, null)).not.toHaveProperty("expected_version");
  });

  it("names what is missing in a new product", () => {
    expect(problemsOf(emptyForm())).toEqual({
      code: "office.product.missing",
      name: "office.product.missing",
      unit_name: "office.product.missing",
      category_id: "office.product.missing_category",
    });
    expect(draftOf(emptyForm(), null)).toBeNull();
  });

  it("does not send a product without a price", () => expect(draftOf({ ...formOf(milk), price: null }, 41)).toBeNull());

  it("refuses a barcode twice, with strange letters, or without a count", () => {
    const rows = (...barcodes: [string, number | null][]) => ({
      ...formOf(milk),
      barcodes: barcodes.map(([barcode, pieces]) => ({ barcode, pieces })),
    });
    expect(problemsOf(rows(["690", 1], ["690", 2])).barcodes).toBe("office.product.barcode_twice");
    expect(problemsOf(rows(["69 0", 1])).barcodes).toBe("office.product.barcode_form");
    expect(problemsOf(rows(["690", null])).barcodes).toBe("office.product.barcode_pieces");
    expect(problemsOf(rows(["690", 1], ["", null]))).toEqual({});
  });

  it("does not let a member pay more, and warns of a price below the cost", () => {
    expect(problemsOf({ ...formOf(milk), member_price: 351 })).toHaveProperty("member_price");
    expect(memberPaysMore(formOf(milk))).toBe(false);
    expect(soldBelowCost({ ...formOf(milk), price: 259 })).toBe(true);
  });
});
