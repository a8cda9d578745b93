// Everything a cashier can do, by one key each. The keys are also on the screen, as buttons for a touch.
import { eventsAsked } from "../offers/events";
import { useScreen, type DialogName } from "../shell/screen";
import { useCatalog } from "../snapshot/catalog_store";
import { useMessages } from "./messages";
import { useSale } from "./sale_store";

export const ACTIONS = {
  quantity: "F2",
  coupon: "F3",
  why: "F5",
  void_line: "Delete",
  undo: "Ctrl+Z",
  member: "F4",
  hold: "F6",
  recall: "F7",
  return: "F8",
  pay: "F9",
  discount: "F10",
  points: "Ctrl+J",
  wallet: "Ctrl+K",
  event: "Ctrl+B",
  menu: "F1",
} as const;

export type Action = keyof typeof ACTIONS | "up" | "down" | "void_all";

/** Keys that write text belong to the line of input unless it is empty. */
export function actionFor(event: KeyboardEvent, input_is_empty: boolean): Action | null {
  if (event.isComposing) return null;
  if (event.ctrlKey && event.code === "KeyZ") return "undo";
  if (event.ctrlKey && event.code === "KeyB") return "event";
  if (event.ctrlKey && event.code === "KeyJ") return "points";
  if (event.ctrlKey && event.code === "KeyK") return "wallet";
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const named = Object.entries(ACTIONS).find(([, key]) => /^F\d+$/.test(key) && key === event.key);
  if (named) return named[0] as Action;
  if (!input_is_empty) return null;
  if (event.code === "Delete") return event.shiftKey ? "void_all" : "void_line";
  if (event.code === "NumpadAdd" || event.key === "+") return "pay";
  if (event.code === "ArrowUp") return "up";
  if (event.code === "ArrowDown") return "down";
  return null;
}

export function useActions() {
  const sale = useSale();
  const screen = useScreen();
  const messages = useMessages();
  const catalog = useCatalog();

  /** A dialog that makes sense only with something in the basket. */
  function openWithLines(name: DialogName): void {
    if (sale.isEmpty) messages.say("till.message.basket_empty", "warn");
    else screen.open(name);
  }

  function setQuantity(quantity: number | null): void {
    const line = sale.selectedLine;
    if (!line) return messages.say("till.message.basket_empty", "warn");
    if (line.fixed) return messages.say("till.message.label_fixed", "warn", { name: line.name });
    if (quantity === null) return screen.open("quantity");
    if (!sale.setQuantity(line.key, quantity)) messages.say("till.message.quantity_wrong", "bad", { name: line.name });
  }

  function voidLine(): void {
    const line = sale.selectedLine;
    if (!line) return messages.say("till.message.basket_empty", "warn");
    sale.voidLine(line.key);
    messages.say("till.message.line_voided", "info", { name: line.name });
  }

  /** The list opens, and a screen reader reads it; the next key goes to the line of input all the same. */
  function why(): void {
    if (sale.isEmpty) return messages.say("till.message.basket_empty", "warn");
    if (!sale.explanation) sale.explain();
    const count = sale.explanation?.not_given.length ?? 0;
    if (count === 0) return messages.say("till.message.all_given", "info");
    screen.reasons = !screen.reasons;
  }

  function points(): void {
    if (!sale.basket.member) return messages.say("till.points.no_member", "warn");
    openWithLines("points");
  }

  function event(): void {
    const [first] = catalog.catalog ? eventsAsked(catalog.catalog.facts.rules) : [];
    if (first) sale.toggleEvent(first);
  }

  async function hold(): Promise<void> {
    if (sale.isEmpty) return messages.say("till.message.basket_empty", "warn");
    await sale.hold();
    messages.say("till.message.held", "info");
  }

  function run(action: Action, quantity: number | null): void {
    switch (action) {
      case "quantity":
        return setQuantity(quantity);
      case "void_line":
        return voidLine();
      case "void_all":
        return openWithLines("void");
      case "undo":
        return messages.say(sale.undo() ? "till.message.undone" : "till.message.nothing_to_undo", "info");
      case "up":
        return sale.select(-1);
      case "down":
        return sale.select(1);
      case "hold":
        return void hold();
      case "recall":
        return screen.open("held");
      case "pay":
      case "discount":
        return openWithLines(action);
      case "points":
        return points();
      case "why":
        return why();
      case "event":
        return event();
      case "coupon":
      case "member":
      case "return":
      case "menu":
      case "wallet":
        return screen.open(action);
    }
  }

  return { run };
}
