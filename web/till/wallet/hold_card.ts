// Asks for money of a card for this bill. PIN and code are sent and forgotten: they are in no journal and no store. The id of
// what was asked stays the same until there is an answer, so a lost reply holds the money once.
import type { AllowanceView, CardView, ErrorBody } from "@api/types";
import { uuidV7 } from "../journal/uuid";
import type { CardPayment } from "../payment/tenders";
import { server } from "../session/session_store";
import { releaseOf } from "./give_back";
import { givingBack } from "./give_back_store";
import { leftOf } from "./leases";
import { leases, useWallet } from "./wallet_store";

export interface Proof {
  pin?: string;
  code?: string;
}
export type CardOutcome =
  { kind: "held"; payment: CardPayment } | { kind: "refused"; error: ErrorBody } | { kind: "unreachable" };

export function useHoldCard() {
  const wallet = useWallet();
  let asked: { id: string; card_id: string; amount: number } | null = null;

  const payment = (card: CardView, view: Pick<AllowanceView, "allowance_id" | "amount" | "bonus">, amount: number) => ({
    allowance_id: view.allowance_id,
    card_id: card.card_id,
    number: card.number,
    kind: card.kind === "gift" ? ("gift" as const) : ("stored" as const),
    amount: Math.min(amount, view.amount),
    allowed: view.amount,
    allowed_bonus: view.bonus,
    before: card.principal + card.bonus,
  });

  async function ofLease(card: CardView, amount: number): Promise<CardOutcome | null> {
    const lease = await leases.ofCard(card.card_id);
    if (!lease || leftOf(lease, Date.now()) < amount) return null;
    return { kind: "held", payment: { ...payment(card, lease, amount), lease: true, before: null } };
  }

  /** Without the network of the lease; but what was asked already is asked again, for it may be held. */
  async function hold(card: CardView, amount: number, proof: Proof): Promise<CardOutcome> {
    const leased = wallet.reachable() || asked ? null : await ofLease(card, amount);
    if (leased) return leased;
    await wallet.freeLease(await leases.ofCard(card.card_id));
    if (asked && (asked.card_id !== card.card_id || asked.amount !== amount)) cancel();
    asked ??= { id: uuidV7(), card_id: card.card_id, amount };
    const { id } = asked;
    wallet.asking.add(id);
    const body = { use: "hold", card_id: card.card_id, amount, ...proof };
    const reply = await server.put<AllowanceView>(`/v1/allowances/${id}`, body);
    if (!reply.ok && (reply.status === 0 || !reply.error)) return { kind: "unreachable" };
    asked = null;
    if (!reply.ok) {
      wallet.asking.delete(id);
      return { kind: "refused", error: reply.error! };
    }
    return { kind: "held", payment: { ...payment(card, reply.value, amount), lease: false } };
  }

  /** Asked, and no answer: it may be held all the same. */
  function cancel(): void {
    if (asked) giveBack([asked.id]);
    asked = null;
  }

  function giveBack(ids: string[]): void {
    for (const id of ids) wallet.asking.delete(id);
    void givingBack.later(ids.map(releaseOf));
  }

  return { hold, cancel, giveBack };
}
