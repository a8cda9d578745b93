import { describe, expect, it } from "vitest";
import type { Product } from "../../server/schema";
import { goodsSetsIn, sampleBasket, spread } from "./sample";

const goods = ["a", "b", "c"].map((product_id) => ({ product_id }) as Product);
const quantities = (gives: (pieces: number) => boolean) =>
  sampleBasket(goods, (lines) => gives(lines[0]!.quantity)).map((line) => line.quantity);

it("takes goods from all over the shop", () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([1, 4, 7]);
  expect(spread([0, 1, 2], 3)).toEqual([0, 1, 2]);
});

describe("the first basket of a preview", () => {
  it("is small when that is enough", () => expect(quantities(() => true)).toEqual([2000, 3000, 1000]));
  it("grows until the promotion answers", () =>
    expect(quantities((first) => first > 4000)).toEqual([10000, 12000, 6000]));
  it("stays small when nothing helps", () => expect(quantities(() => false)).toEqual([2000, 3000, 1000]));
  it("is empty without goods", () => expect(sampleBasket([], () => true)).toEqual([]));
});

it("finds the goods that parameters name, a bundle's groups and gifts", () => {
  const set = (id: string) => ({ products: [id], categories: [] });
  expect(goodsSetsIn({ rows: [{ goods: set("a"), count: 1 }, { goods: set("b") }], goods: set("c") })).toEqual([
    set("a"),
    set("b"),
    set("c"),
  ]);
  expect(goodsSetsIn({ threshold: 1 })).toEqual([]);
});
