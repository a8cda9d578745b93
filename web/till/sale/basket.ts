// The basket: what was scanned, in what quantity, for whom. Every change makes a new basket, so that undo is a step back.
import type { Basket, TillFacts } from "@api/types";
import type { AttachedMember, BasketEntry, OpenBasket } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";
import { uuidV7 } from "../journal/uuid";

export const MOST_LINES = 500;
/** thousandths: a hundred thousand pieces or kilograms on one line */
export const MOST_QUANTITY = 100_000_000;

export function emptyBasket(now = Date.now()): OpenBasket {
  return { sale_id: uuidV7(now), state: "open", entries: [], member: null, changed_at: now };
}

/** What a code said besides the product, and how much of it. */
export type Said = Omit<BasketEntry, "key" | "product_id" | "quantity" | "barcode">;

export interface Addition {
  product_id: string;
  quantity: number;
  by_weight: boolean;
  barcode?: string;
  said?: Said;
}

const joins = (entry: BasketEntry, { product_id, by_weight, said }: Addition): boolean =>
  entry.product_id === product_id &&
  !by_weight &&
  !entry.alone &&
  !said?.alone &&
  entry.best_before === said?.best_before &&
  entry.batch === said?.batch;

/**
 * Pieces of a product that is in the basket already join its line when they are of one batch; each weighing and each
 * label is a line of its own.
 */
export function withProduct(basket: OpenBasket, added: Addition): { basket: OpenBasket; key: string } {
  const same = basket.entries.find((entry) => joins(entry, added));
  if (same) {
    const quantity = same.quantity + added.quantity;
    return { basket: withQuantity(basket, same.key, quantity), key: same.key };
  }
  const entry: BasketEntry = {
    key: uuidV7(),
    product_id: added.product_id,
    quantity: added.quantity,
    ...(added.barcode ? { barcode: added.barcode } : {}),
    ...added.said,
  };
  return { basket: { ...basket, entries: [...basket.entries, entry] }, key: entry.key };
}

export function withQuantity(basket: OpenBasket, key: string, quantity: number): OpenBasket {
  return { ...basket, entries: basket.entries.map((entry) => (entry.key === key ? { ...entry, quantity } : entry)) };
}

export function withoutLine(basket: OpenBasket, key: string): OpenBasket {
  return { ...basket, entries: basket.entries.filter((entry) => entry.key !== key) };
}

/** A piece has no half, and nothing is beyond what the server takes. */
export function quantityFits(quantity: number, by_weight: boolean): boolean {
  return quantity > 0 && quantity <= MOST_QUANTITY && (by_weight || quantity % 1000 === 0);
}

/** A label with a serial number sells once. */
export const holdsSerial = (basket: OpenBasket, product_id: string, serial: string | undefined): boolean =>
  serial !== undefined && basket.entries.some((entry) => entry.product_id === product_id && entry.serial === serial);

type PricedByCode = Pick<Said, "label_amount" | "best_before" | "markdown_price">;

/** What the line's code said and the engine prices by. */
export function saidByCode({ label_amount, best_before, markdown_price }: BasketEntry): PricedByCode {
  return {
    ...(label_amount === undefined ? {} : { label_amount }),
    ...(best_before === undefined ? {} : { best_before }),
    ...(markdown_price === undefined ? {} : { markdown_price }),
  };
}

/** The same as the sale carries it: the server prices it again, and a serial number sells once. */
export const soldByCode = (entry: BasketEntry): PricedByCode & { serial?: string } => ({
  ...saidByCode(entry),
  ...(entry.serial === undefined ? {} : { serial: entry.serial }),
});

/** What the engine prices: the lines, numbered from 1, with the products' facts of this catalogue. */
/** What the till knows beside the goods; the server prices with the same. Cash is the only way of paying today. */
export function factsOf(catalog: Catalog): TillFacts {
  const remaining = catalog.facts.remaining ?? [];
  return {
    shop_id: catalog.facts.shop.shop_id,
    tender: "cash",
    ...(remaining.length > 0 ? { remaining } : {}),
  };
}

/** The same as the sale carries it, with the member's tags, which the basket holds with the member. */
export const soldFacts = (catalog: Catalog, { member }: OpenBasket): TillFacts => ({
  ...factsOf(catalog),
  ...(member?.tags ? { tags: member.tags } : {}),
});

const pricingMember = ({ member_id, tier, tags }: AttachedMember) => ({ member_id, tier, ...(tags ? { tags } : {}) });

export function pricingBasket(basket: OpenBasket, catalog: Catalog, now: number): Basket {
  return {
    priced_at: now,
    utc_offset_minutes: catalog.facts.shop.utc_offset_minutes,
    ...factsOf(catalog),
    ...(basket.member ? { member: pricingMember(basket.member) } : {}),
    lines: basket.entries.map((entry, index) => {
      const product = catalog.products.get(entry.product_id)!;
      return {
        line: String(index + 1),
        product_id: product.id,
        quantity: entry.quantity,
        by_weight: product.unit_kind === "weight",
        unit_price: product.price,
        ...(product.member_price == null ? {} : { member_price: product.member_price }),
        ...saidByCode(entry),
        tax_rate: product.tax_rate,
        discountable: product.discountable,
        categories: catalog.categoriesOf(product),
      };
    }),
  };
}
