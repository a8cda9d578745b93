// Does what a line of input means, and says what was done in the one place for messages.
import { quantityText } from "@ui/money";
import type { AttachedMember } from "../journal/database";
import { useMembers } from "../member/member_store";
import { useScreen } from "../shell/screen";
import { useCatalog } from "../snapshot/catalog_store";
import { readInput } from "./input_line";
import { useMessages } from "./messages";
import { meaningOf, type Meaning } from "./resolve";
import { useSale } from "./sale_store";

/** What remains to be done by the line of input itself. */
export type Rest = { kind: "done" } | { kind: "search"; query: string } | { kind: "keep" };

export function useActing() {
  const sale = useSale();
  const catalog = useCatalog();
  const members = useMembers();
  const messages = useMessages();
  const screen = useScreen();

  async function enter(text: string): Promise<Rest> {
    if (!catalog.catalog) return { kind: "keep" };
    return act(await meaningOf(readInput(text), catalog.catalog, members.find));
  }

  function act(meaning: Meaning): Rest {
    switch (meaning.kind) {
      case "product": {
        const { product, quantity, barcode } = meaning;
        const added = sale.add(product, quantity, barcode);
        if (added)
          messages.say("till.message.added", "good", {
            name: product.name,
            quantity: quantityText(quantity),
            unit: product.unit_name,
          });
        else messages.say("till.message.quantity_wrong", "bad", { name: product.name });
        break;
      }
      case "weigh":
        screen.open("quantity", meaning.product.id);
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
      case "search":
        return { kind: "search", query: meaning.query };
      case "unknown":
        messages.say("till.message.unknown_code", "bad", { code: meaning.text });
        break;
      case "nothing":
    }
    return { kind: "done" };
  }

  function attach(member: AttachedMember): void {
    sale.attach(member);
    messages.say("till.message.member_attached", "good", { phone: member.phone_masked, points: member.points });
  }

  return { enter, act, attach };
}
