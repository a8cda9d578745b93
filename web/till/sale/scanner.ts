// Listens for the scanner before anything else sees a key, puts back the text that the burst typed into a field, and hands
// the code on. What is not plainly a scan goes its usual way.
import { couponCode, isReceiptNumber, looksLikeCode } from "./input_line";
import { isSeparator, Wedge } from "./wedge";

type Field = HTMLInputElement | HTMLTextAreaElement;

function focusedField(): Field | null {
  const element = document.activeElement;
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null;
}

function putBack(field: Field, text: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")!.set!.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

const looksScanned = (code: string) =>
  /^\d{6,}$/.test(code) || isReceiptNumber(code) || couponCode(code) !== null || looksLikeCode(code);

export interface ScannerOptions {
  scanned: (code: string) => void;
  /** is this a product's barcode? */
  known: (code: string) => boolean;
}

export function listenToScanner({ scanned, known }: ScannerOptions): () => void {
  const wedge = new Wedge();
  let field: Field | null = null;
  let before = "";

  function onKey(event: KeyboardEvent): void {
    const separator = isSeparator(event);
    if (!separator && (event.ctrlKey || event.altKey || event.metaKey)) return;
    if (separator) event.preventDefault();
    const step = wedge.key(event);
    if (step.kind === "burst" && step.first) {
      field = focusedField();
      before = field?.value ?? "";
    }
    if (step.kind !== "scan" || !looksScanned(step.code)) return;
    const line = field?.dataset["scanPrefix"] !== undefined;
    // A slow scanner, or a busy machine, makes two bursts of one scan: the line of input has all of it and reads it itself.
    if (line && !known(step.code) && field!.value.endsWith(step.code)) return;
    event.preventDefault();
    event.stopPropagation();
    // "3*" that stood there before the scan belongs to it.
    const prefix = line && /[*\u00d7\uff0a]\s*$/.test(before) ? before : "";
    if (field) putBack(field, prefix ? "" : before);
    scanned(prefix + step.code);
  }

  document.addEventListener("keydown", onKey, { capture: true });
  return () => document.removeEventListener("keydown", onKey, { capture: true });
}
