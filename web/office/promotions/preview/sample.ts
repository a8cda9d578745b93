// The basket with which a preview begins: goods that the promotion is for, in such quantities that it shows its effect.
import { productOf, productsOf } from "../../products/products_source";
import type { Product, Scope } from "../../server/schema";
import type { SampleLine } from "./preview";

const GOODS = 3;

const firstOf = async (category: string, count: number): Promise<Product[]> => {
  const page = await productsOf({ text: "", category, state: "active", cursor: null });
  return page.rows.filter((product) => product.discountable).slice(0, count);
};

/** Products that the promotion names, or of its category, or else from all over the shop. */
export async function sampleGoods(scope: Scope | null, departments: string[]): Promise<Product[]> {
  const chosen = scope?.products.slice(0, GOODS) ?? [];
  if (chosen.length > 0) return Promise.all(chosen.map(productOf));
  if (scope?.categories[0]) return firstOf(scope.categories[0], GOODS);
  if (departments.length < GOODS) return firstOf("", GOODS);
  return (await Promise.all(spread(departments, GOODS).map((category) => firstOf(category, 1)))).flat();
}

/** `count` of them, evenly from the whole list. */
export const spread = <T>(list: T[], count: number): T[] =>
  Array.from({ length: count }, (_, at) => list[Math.trunc(((2 * at + 1) * list.length) / (2 * count))]!);

/** Quantities in thousandths, from few to many; the first that the promotion answers to is taken. */
const QUANTITIES = [
  [2000, 3000, 1000],
  [4000, 6000, 2000],
  [10_000, 12_000, 6000],
  [30_000, 30_000, 30_000],
  [100_000, 100_000, 100_000],
];

export function sampleBasket(goods: Product[], gives: (lines: SampleLine[]) => boolean): SampleLine[] {
  const baskets = QUANTITIES.map((amounts) => goods.map((product, at) => ({ product, quantity: amounts[at]! })));
  return baskets.find(gives) ?? baskets[0]!;
}
