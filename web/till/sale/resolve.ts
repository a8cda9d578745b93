// What a line of input, typed or scanned, means: a product, a member, a receipt, a quantity for the next product.
import type { AttachedMember } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";
import type { TillProduct } from "@api/types";
import { isPhone, isReceiptNumber, type InputLine } from "./input_line";

export type Meaning =
  | { kind: "nothing" }
  | { kind: "product"; product: TillProduct; quantity: number; barcode?: string }
  /** a weighed product, and nobody said how much */
  | { kind: "weigh"; product: TillProduct }
  | { kind: "quantity"; quantity: number }
  | { kind: "member"; member: AttachedMember }
  | { kind: "members"; members: AttachedMember[] }
  | { kind: "new_member"; phone: string }
  | { kind: "receipt"; number: string }
  | { kind: "search"; query: string }
  | { kind: "unknown"; text: string };

type FindMembers = (text: string) => Promise<AttachedMember[]>;

export function productMeaning(product: TillProduct, times: number | null, in_one = 1000, barcode?: string): Meaning {
  if (product.unit_kind === "weight" && times === null) return { kind: "weigh", product };
  // `times` and `in_one` are both thousandths: three scans of a case of twelve are thirty-six pieces.
  const quantity = times === null ? in_one : Math.round((times * in_one) / 1000);
  return { kind: "product", product, quantity, ...(barcode ? { barcode } : {}) };
}

export async function meaningOf(
  { quantity, text }: InputLine,
  catalog: Catalog,
  findMembers: FindMembers,
): Promise<Meaning> {
  if (text === "") return quantity === null ? { kind: "nothing" } : { kind: "quantity", quantity };
  const scanned = catalog.scan(text);
  if (scanned) return productMeaning(scanned.product, quantity, scanned.quantity, text);
  const coded = catalog.byCode(text);
  if (coded) return productMeaning(coded, quantity);
  if (isReceiptNumber(text)) return { kind: "receipt", number: text.toUpperCase() };
  const members = await findMembers(text);
  if (members.length === 1) return { kind: "member", member: members[0]! };
  if (members.length > 1) return { kind: "members", members };
  if (isPhone(text)) return { kind: "new_member", phone: text };
  return /^\d{6,}$/.test(text) ? { kind: "unknown", text } : { kind: "search", query: text };
}
