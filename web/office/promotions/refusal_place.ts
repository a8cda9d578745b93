// Where on the page a refusal of the engine belongs. The engine names the field as a JSON pointer; in which row of a
// table the mistake is, is found by asking again with fewer rows.
import type { RefusalBody } from "@engine/engine";

export interface Place {
  /** "parameters", "scope", "schedule", "audience", "terms", "limits", "funder", or "" for the whole */
  section: string;
  field: string;
  row: number | null;
}
export interface Complaint extends Place {
  text_zh: string;
  text_en: string;
}

export function placeOf({ details }: Pick<RefusalBody, "details">): Place {
  const path = details.find((detail) => detail.name === "path")?.value ?? "";
  const [section = "", field = "", row] = path.split("/").slice(1);
  return { section, field, row: row !== undefined && /^\d+$/.test(row) ? Number(row) : null };
}

/** The last row of the shortest beginning of the table that is refused in the same way; null: the table as a whole. */
export function rowAtFault<Row>(
  rows: Row[],
  code: string,
  refusedWith: (first: Row[]) => string | null,
): number | null {
  for (let count = 1; count < rows.length; ++count) if (refusedWith(rows.slice(0, count)) === code) return count - 1;
  return rows.length > 0 ? rows.length - 1 : null;
}
