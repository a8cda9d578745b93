// The bill of the pay dialog: which cards pay how much, and what is left for cash. It changes only when the customer is told.
import { computed, shallowRef } from "vue";
import { useSale } from "../sale/sale_store";
import { useHoldCard } from "../wallet/hold_card";
import { billOf, paidByCards, type Bill, type CardPayment } from "./tenders";

export function useBill() {
  const sale = useSale();
  const holding = useHoldCard();
  const priced = (cards: CardPayment[]): Bill => billOf(cards, sale.payableWith);
  const bill = shallowRef<Bill>(priced([]));
  let sold = false;

  function renew(cards = bill.value.cards): void {
    const next = priced(cards);
    const kept = new Set(next.cards.map(({ allowance_id }) => allowance_id));
    giveBack(cards.filter(({ allowance_id }) => !kept.has(allowance_id)));
    bill.value = next;
  }

  const giveBack = (cards: CardPayment[]): void =>
    holding.giveBack(cards.filter(({ lease }) => !lease).map(({ allowance_id }) => allowance_id));

  /** The same card again pays with the new hold alone: a sale names a card once. */
  function add(card: CardPayment): void {
    const same = bill.value.cards.filter(({ card_id }) => card_id === card.card_id);
    giveBack(same.filter(({ allowance_id }) => allowance_id !== card.allowance_id));
    renew([...bill.value.cards.filter(({ card_id }) => card_id !== card.card_id), card]);
  }

  function remove(card: CardPayment): void {
    giveBack([card]);
    renew(bill.value.cards.filter((one) => one !== card));
  }

  /** What one more card, or the account, could pay. */
  const openFor = (tender: "stored_value" | "on_account"): number =>
    Math.max(0, sale.payableWith({ tender, bonus: 0 }) - paidByCards(bill.value.cards));
  const open_for_cards = computed(() => openFor("stored_value"));
  const open_for_account = computed(() => openFor("on_account"));

  const done = (): void => void (sold = true);
  const leave = (): void => {
    if (!sold) giveBack(bill.value.cards);
  };

  return { bill, open_for_cards, open_for_account, renew, add, remove, done, leave };
}
