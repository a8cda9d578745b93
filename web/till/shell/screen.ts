// Which dialog is open, and who gets what the scanner reads while it is.
import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";

export type DialogName =
  | "quantity"
  | "member"
  | "held"
  | "return"
  | "pay"
  | "receipt"
  | "journal"
  | "menu"
  | "void"
  | "coupon"
  | "discount"
  | "expired"
  | "points"
  | "wallet";

export const useScreen = defineStore("screen", () => {
  const dialog = ref<DialogName | null>(null);
  /** what the dialog begins with: a phone number, a receipt number, a product */
  const argument = shallowRef<string>("");
  /** the code that brought a weighed product here without its weight */
  const code = shallowRef<string>("");
  /** the list of offers not given, in the side panel */
  const reasons = ref(false);
  const scanned = shallowRef<((code: string) => void) | null>(null);

  function open(name: DialogName, with_: string = "", code_: string = ""): void {
    argument.value = with_;
    code.value = code_;
    dialog.value = name;
  }
  function close(): void {
    dialog.value = null;
    scanned.value = null;
  }
  return { dialog, argument, code, reasons, scanned, open, close };
});
