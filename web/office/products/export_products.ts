// The whole catalogue as a file, handed to the browser's own download.
import { refuse, serverHeaders } from "../server/client";
import { offline } from "../server/refusal";
import { dayOf } from "../server/when";

export async function exportProducts(): Promise<void> {
  const reply = await fetch("/v1/products/export?format=xlsx", { headers: serverHeaders() }).catch(() => {
    throw offline();
  });
  if (!reply.ok) refuse(reply.status, await reply.json().catch(() => null));
  const address = URL.createObjectURL(await reply.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = `huiji-products-${dayOf(Date.now())}.xlsx`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
