// The basket as the screen shows it: each line with its product, its price and why it costs what it costs.
import type { Priced } from "@engine/engine";
import { yuanText } from "@ui/money";
import type { BasketEntry, OpenBasket } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";

export interface Explanation {
  promotion_id: string;
  name: string;
  amount: number;
}

/** What the line's code said, for the cashier to compare with the label. */
export interface Note {
  key: string;
  values: Record<string, string>;
}

function notesOf(entry: BasketEntry): Note[] {
  const { label_amount, computed_back, markdown_price, best_before, batch, manual_price, sold_expired } = entry;
  const reason = entry.reason ?? "";
  const notes: Note[] = [];
  const note = (key: string, values: Record<string, string> = {}) => notes.push({ key: `till.label.${key}`, values });
  if (label_amount !== undefined) note("amount", { amount: yuanText(label_amount) });
  if (computed_back) note("computed_back");
  if (markdown_price !== undefined) note("markdown", { amount: yuanText(markdown_price) });
  if (best_before !== undefined) note("best_before", { date: best_before });
  if (batch !== undefined) note("batch", { batch });
  if (manual_price !== undefined) note("manual", { amount: yuanText(manual_price), reason });
  if (sold_expired) note("sold_expired", { reason });
  return notes;
}

export interface LineView {
  key: string;
  product_id: string;
  number: number;
  name: string;
  spec: string;
  code: string;
  unit_name: string;
  by_weight: boolean;
  quantity: number;
  unit_price: number;
  gross: number;
  discount: number;
  net: number;
  /** a label's line: its quantity is the label's */
  fixed: boolean;
  /** its amount is printed on it, and no price by hand changes that */
  label_amount: boolean;
  manual_price: number | null;
  notes: Note[];
  explanations: Explanation[];
}

export function linesOf(basket: OpenBasket, catalog: Catalog, priced: Priced | null): LineView[] {
  const names = new Map(priced?.basket.promotions.map((promotion) => [promotion.promotion_id, promotion.name]));
  return basket.entries.flatMap((entry, index) => {
    const product = catalog.products.get(entry.product_id);
    if (!product) return [];
    const line = priced?.basket.lines[index];
    return [
      {
        key: entry.key,
        product_id: product.id,
        number: index + 1,
        name: product.name,
        spec: product.spec,
        code: product.code,
        unit_name: product.unit_name,
        by_weight: product.unit_kind === "weight",
        quantity: entry.quantity,
        unit_price: product.price,
        gross: line?.gross ?? 0,
        discount: line?.discount ?? 0,
        net: line?.net ?? 0,
        fixed: entry.alone ?? false,
        label_amount: entry.label_amount !== undefined,
        manual_price: entry.manual_price ?? null,
        notes: notesOf(entry),
        explanations: (line?.allocations ?? []).map(({ promotion_id, amount }) => ({
          promotion_id,
          name: names.get(promotion_id) ?? "",
          amount,
        })),
      },
    ];
  });
}
