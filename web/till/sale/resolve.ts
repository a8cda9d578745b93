// What a line of input, typed or scanned, means: a product, a member, a receipt, a quantity for the next product.
import type { AttachedMember } from "../journal/database";
import type { Catalog } from "../snapshot/catalog";
import type { TillProduct } from "@api/types";
import type { RefusalBody, ScannedLine } from "@engine/engine";
import { couponCode, isCardNumber, isPhone, isReceiptNumber, looksLikeCode, type InputLine } from "./input_line";
import { codeMeaning, type CodeReader } from "./scanned_code";

export type Meaning =
  | { kind: "nothing" }
  /** `line` when the code said more than which product it is */
  | { kind: "product"; product: TillProduct; quantity: number; barcode?: string; line?: ScannedLine }
  /** a weighed product, and nobody said how much; `code` when a code said other things */
  | { kind: "weigh"; product: TillProduct; code?: string }
  | { kind: "quantity"; quantity: number }
  | { kind: "member"; member: AttachedMember }
  | { kind: "members"; members: AttachedMember[] }
  | { kind: "new_member"; phone: string }
  | { kind: "receipt"; number: string }
  | { kind: "coupon"; code: string }
  | { kind: "card"; number: string }
  | { kind: "search"; query: string }
  | { kind: "unknown"; text: string }
  | { kind: "unknown_plu"; plu: string }
  /** the engine says why this code can't be sold */
  | { kind: "refused"; body: RefusalBody }
  /** past its date, unless a supervisor lets this code pass */
  | { kind: "expired"; body: RefusalBody; code: string };

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
  reader: CodeReader,
): Promise<Meaning> {
  if (text === "") return quantity === null ? { kind: "nothing" } : { kind: "quantity", quantity };
  const scanned = catalog.scan(text);
  if (scanned) return productMeaning(scanned.product, quantity, scanned.quantity, text);
  const coded = catalog.byCode(text);
  if (coded) return productMeaning(coded, quantity);
  const read = looksLikeCode(text) ? codeMeaning(text, quantity, catalog, reader) : null;
  if (read?.kind === "product" || read?.kind === "weigh") return read;
  if (isReceiptNumber(text)) return { kind: "receipt", number: text.toUpperCase() };
  const coupon = couponCode(text);
  if (coupon) return { kind: "coupon", code: coupon };
  if (isCardNumber(text)) return { kind: "card", number: text };
  const members = await findMembers(text);
  if (members.length === 1) return { kind: "member", member: members[0]! };
  if (members.length > 1) return { kind: "members", members };
  if (isPhone(text)) return { kind: "new_member", phone: text };
  if (read) return read;
  return /^\d{6,}$/.test(text) ? { kind: "unknown", text } : { kind: "search", query: text };
}
