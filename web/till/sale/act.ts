// Does what a line of input means, and says what was done in the one place for messages.
import type { ScannedLine } from "@engine/engine";
import type { Approval } from "@api/types";
import { quantityText, yuanText } from "@ui/money";
import type { AttachedMember } from "../journal/database";
import { useCouponCodes } from "../offers/coupon_codes";
import { useMembers } from "../member/member_store";
import { engine } from "../shell/engine";
import { useScreen } from "../shell/screen";
import { useCatalog } from "../snapshot/catalog_store";
import { holdsSerial } from "./basket";
import { readInput } from "./input_line";
import { useMessages } from "./messages";
import { meaningOf, type Meaning } from "./resolve";
import { saidOf } from "./scanned_code";
import { useSale } from "./sale_store";

/** What remains to be done by the line of input itself. */
export type Rest = { kind: "done" } | { kind: "search"; query: string } | { kind: "keep" };

type Product = Meaning & { kind: "product" };

export function useActing() {
  const sale = useSale();
  const catalog = useCatalog();
  const members = useMembers();
  const messages = useMessages();
  const screen = useScreen();
  const codes = useCouponCodes();

  async function read(text: string, allow_expired = false): Promise<Meaning | null> {
    if (!catalog.catalog) return null;
    const { utc_offset_minutes } = catalog.catalog.facts.shop;
    const reader = { engine: engine(), now: catalog.now(), utc_offset_minutes, allow_expired };
    return meaningOf(readInput(text), catalog.catalog, members.find, reader);
  }

  async function enter(text: string): Promise<Rest> {
    const meaning = await read(text);
    return meaning ? act(meaning) : { kind: "keep" };
  }

  /** What a supervisor let pass: a line of its own, with the reason. */
  function addExpired({ product, quantity, barcode, line }: Product, reason: string, approvals: Approval[]): void {
    const said = { ...(line ? saidOf(line) : {}), alone: true, sold_expired: true, reason };
    if (sale.add(product, quantity, barcode, said, approvals))
      messages.say("till.message.sold_expired", "warn", { name: product.name, reason });
    else messages.say("till.message.quantity_wrong", "bad", { name: product.name });
  }

  function add({ product, quantity, barcode, line }: Product): void {
    const name = product.name;
    if (holdsSerial(sale.basket, product.id, line?.serial))
      return messages.say("till.message.serial_twice", "bad", { name });
    if (!sale.add(product, quantity, barcode, line && saidOf(line)))
      return messages.say("till.message.quantity_wrong", "bad", { name });
    const added = { name, quantity: quantityText(quantity), unit: product.unit_name };
    if (line?.amount_differs) sayDifference(name, line);
    else if (line?.label_amount === undefined) messages.say("till.message.added", "good", added);
    else messages.say("till.message.added_label", "good", { ...added, amount: yuanText(line.label_amount) });
  }

  /** The label and today's price disagree: the cashier may want to tell the customer. */
  function sayDifference(name: string, line: ScannedLine): void {
    const expected = yuanText(line.expected!);
    messages.say("till.message.label_differs", "warn", { name, expected, amount: yuanText(line.label_amount!) });
  }

  function act(meaning: Meaning): Rest {
    switch (meaning.kind) {
      case "product":
        add(meaning);
        break;
      case "weigh":
        screen.open("quantity", meaning.product.id, meaning.code);
        break;
      case "quantity":
        messages.say("till.message.next_quantity", "info", { quantity: quantityText(meaning.quantity) });
        return { kind: "keep" };
      case "member":
        attach(meaning.member);
        break;
      case "members":
        screen.open("member", meaning.members[0]!.phone_masked.slice(-4));
        break;
      case "new_member":
        screen.open("member", meaning.phone);
        break;
      case "receipt":
        screen.open("return", meaning.number);
        break;
      case "coupon":
        void codes.layAndSay(meaning.code);
        break;
      case "card":
        screen.open("wallet", meaning.number);
        break;
      case "search":
        return { kind: "search", query: meaning.query };
      case "unknown":
        messages.say("till.message.unknown_code", "bad", { code: meaning.text });
        break;
      case "unknown_plu":
        messages.say("till.message.unknown_plu", "bad", { plu: meaning.plu });
        break;
      case "refused":
        messages.say("till.message.refused", "bad", { text_zh: meaning.body.text_zh, text_en: meaning.body.text_en });
        break;
      case "expired":
        messages.say("till.message.refused", "bad", { text_zh: meaning.body.text_zh, text_en: meaning.body.text_en });
        screen.open("expired", "", meaning.code);
        break;
      case "nothing":
    }
    return { kind: "done" };
  }

  function attach(member: AttachedMember): void {
    sale.attach(member);
    messages.say("till.message.member_attached", "good", { phone: member.phone_masked, points: member.points });
  }

  return { enter, read, act, addExpired, attach };
}
