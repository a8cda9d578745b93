// What a code says beyond a plain barcode: labels of a scale, case codes, DataMatrix, web addresses. The engine reads it
// and decides the line; here only the product is looked up, by the number that was read.
import { EngineRefusal, type Engine, type ScannedCode, type ScannedLine } from "@engine/engine";
import type { RefusalBody } from "@engine/engine";
import type { TillProduct } from "@api/types";
import { quantityText } from "@ui/money";
import type { Catalog, Scanned } from "../snapshot/catalog";
import type { Said } from "./basket";

/** The engine, the shop's zone and the time: what reading a code needs. */
export interface CodeReader {
  engine: Pick<Engine, "readCode" | "lineOf">;
  now: number;
  utc_offset_minutes: number;
  /** a supervisor looked at the goods */
  allow_expired?: boolean;
}

export type CodeMeaning =
  | { kind: "product"; product: TillProduct; quantity: number; barcode: string; line: ScannedLine }
  /** goods by weight, and the code does not say how much; `code` is read again with the weight in front */
  | { kind: "weigh"; product: TillProduct; code: string }
  | { kind: "refused"; body: RefusalBody }
  /** past its date; `code` is read again when a supervisor lets it pass */
  | { kind: "expired"; body: RefusalBody; code: string }
  | { kind: "unknown_plu"; plu: string }
  | { kind: "unknown"; text: string };

const NOT_GOODS = "catalog.scan_not_goods";
const EXPIRED = "catalog.expired_goods";
const NO_WEIGHT = "catalog.label_without_weight";
/** the server keeps so much of what was scanned */
const LONGEST_KEPT = 256;

function refusalOf<T>(ask: () => T): T | RefusalBody {
  try {
    return ask();
  } catch (error) {
    if (error instanceof EngineRefusal) return error.body;
    throw error;
  }
}

const isRefusal = (answer: object): answer is RefusalBody => "family" in answer;

const typedAs = (text: string, times: number | null): string =>
  times === null ? text : `${quantityText(times)}*${text}`;

function find(code: ScannedCode, catalog: Catalog): Scanned | undefined {
  return code.plu === undefined ? catalog.scan(code.gtin!) : catalog.byPlu(code.plu);
}

export function codeMeaning(text: string, times: number | null, catalog: Catalog, reader: CodeReader): CodeMeaning {
  const { engine, now, utc_offset_minutes, allow_expired = false } = reader;
  const code = refusalOf(() => engine.readCode({ text, now, utc_offset_minutes }));
  if (isRefusal(code)) return code.code === NOT_GOODS ? { kind: "unknown", text } : { kind: "refused", body: code };
  const found = find(code, catalog);
  if (!found)
    return code.plu === undefined ? { kind: "unknown", text: code.gtin! } : { kind: "unknown_plu", plu: code.plu };
  const { product, quantity: in_one } = found;
  const facts = { unit_price: product.price, by_weight: product.unit_kind === "weight", in_one };
  const line = refusalOf(() => engine.lineOf({ code, product: facts, times, now, utc_offset_minutes, allow_expired }));
  if (isRefusal(line) && line.code === EXPIRED) return { kind: "expired", body: line, code: typedAs(text, times) };
  if (isRefusal(line))
    return line.code === NO_WEIGHT ? { kind: "weigh", product, code: text } : { kind: "refused", body: line };
  const barcode = text.length <= LONGEST_KEPT ? text : (code.gtin ?? code.plu!);
  return { kind: "product", product, quantity: line.quantity, barcode, line };
}

/** What of it the basket keeps. */
export function saidOf({
  label_amount,
  markdown_price,
  best_before,
  batch,
  serial,
  alone,
  computed_back,
}: ScannedLine): Said {
  return {
    ...(label_amount === undefined ? {} : { label_amount }),
    ...(markdown_price === undefined ? {} : { markdown_price }),
    ...(best_before === undefined ? {} : { best_before }),
    ...(batch === undefined ? {} : { batch }),
    ...(serial === undefined ? {} : { serial }),
    ...(alone ? { alone } : {}),
    ...(computed_back ? { computed_back } : {}),
  };
}
