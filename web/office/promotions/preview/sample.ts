// The basket with which a preview begins: goods that the promotion is for, in such quantities that it shows its effect.
import { productOf, productsOf } from "../../products/products_source";
import type { GoodsSet, Product, Scope } from "../../server/schema";
import { isGoods } from "../form/parameter_form";
import type { SampleLine } from "./preview";

const GOODS = 3;

const firstOf = async (category: string, count: number): Promise<Product[]> => {
  const page = await productsOf({ text: "", category, state: "active", cursor: null });
  return page.rows.filter((product) => product.discountable).slice(0, count);
};

/** Products that the promotion names, or of its category, or else from all over the shop. */
async function goodsInScope(scope: Scope | null, departments: string[], count: number): Promise<Product[]> {
  const chosen = scope?.products.slice(0, count) ?? [];
  if (chosen.length > 0) return Promise.all(chosen.map(productOf));
  if (scope?.categories[0]) return firstOf(scope.categories[0], count);
  if (departments.length < count) return firstOf("", count);
  return (await Promise.all(spread(departments, count).map((category) => firstOf(category, 1)))).flat();
}

/** Goods that the parameters name: of a bundle's groups, or gifts. */
export function goodsSetsIn(value: unknown): GoodsSet[] {
  if (Array.isArray(value)) return value.flatMap(goodsSetsIn);
  if (isGoods(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(goodsSetsIn) : [];
}

async function oneOf({ products, categories }: GoodsSet): Promise<Product[]> {
  if (products[0]) return [await productOf(products[0])];
  return categories[0] ? firstOf(categories[0], 1) : [];
}

export async function sampleGoods(scope: Scope | null, named: GoodsSet[], departments: string[]): Promise<Product[]> {
  const [mine, theirs] = await Promise.all([
    goodsInScope(scope, departments, named.length > 0 ? 1 : GOODS),
    Promise.all(named.map(oneOf)),
  ]);
  const all = [...mine, ...theirs.flat()];
  return all.filter((product, at) => all.findIndex((other) => other.product_id === product.product_id) === at);
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
  const baskets = QUANTITIES.map((amounts) =>
    goods.map((product, at) => ({ product, quantity: amounts[at % amounts.length]! })),
  );
  return baskets.find(gives) ?? baskets[0]!;
}
