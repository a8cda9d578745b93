// A catalogue file goes to the server as it is; the server reads it. The same id means the same import: confirming
// twice changes nothing more.
import { refuse, serverHeaders } from "../../server/client";
import { offline } from "../../server/refusal";
import type { ImportReport } from "../../server/schema";

export const LIMIT_BYTES = 32 * 1024 * 1024;

export const kindOf = (name: string) => /\.(csv|xlsx)$/i.exec(name)?.[1]?.toLowerCase() ?? null;

/** What speaks against a file before it is sent; a key of the language files. */
export function fileProblem(file: { name: string; size: number }): string | null {
  if (!kindOf(file.name)) return "office.import.wrong_kind";
  if (file.size === 0) return "office.import.empty_file";
  return file.size > LIMIT_BYTES ? "office.import.too_big" : null;
}

export async function importFile(importId: string, file: File, dry_run: boolean): Promise<ImportReport> {
  const format = kindOf(file.name) ?? "csv";
  const address = `/v1/products/import?format=${format}&import_id=${importId}&dry_run=${dry_run ? 1 : 0}`;
  const headers = { ...serverHeaders(), "Content-Type": "application/octet-stream" };
  const reply = await fetch(address, { method: "POST", headers, body: file }).catch(() => {
    throw offline();
  });
  const body: unknown = await reply.json().catch(() => null);
  if (!reply.ok) refuse(reply.status, body);
  return body as ImportReport;
}
