// Asks for money of a card, or for what the member may still owe, for this bill. PIN and code are sent and forgotten: they
// are in no journal and no store. The id of what was asked stays the same until there is an answer, so a lost reply holds
// the money once.
import type { AllowanceView, CardView, CreditAccount, ErrorBody } from "@api/types";
import type { Lease } from "../journal/database";
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

/** Where the money comes from, and how the server is asked for it. */
interface Source {
  key: string;
  of: Record<string, string>;
  lease: () => Promise<Lease | undefined>;
  payment: Pick<CardPayment, "card_id" | "number" | "kind" | "before">;
}

const cardSource = (card: CardView): Source => ({
  key: card.card_id,
  of: { card_id: card.card_id },
  lease: () => leases.ofCard(card.card_id),
  payment: {
    card_id: card.card_id,
    number: card.number,
    kind: card.kind === "gift" ? "gift" : "stored",
    before: card.principal + card.bonus,
  },
});

/** `name`: what stands on the receipt, the member's masked phone. */
const creditSource = ({ member_id, owed }: CreditAccount, name: string): Source => ({
  key: member_id,
  of: { member_id, asset: "receivable" },
  lease: () => leases.ofCredit(member_id),
  payment: { card_id: member_id, number: name, kind: "account", before: owed },
});

export function useHoldCard() {
  const wallet = useWallet();
  let asked: { id: string; key: string; amount: number } | null = null;

  const payment = (
    source: Source,
    view: Pick<AllowanceView, "allowance_id" | "amount" | "bonus">,
    amount: number,
  ): Omit<CardPayment, "lease"> => ({
    ...source.payment,
    allowance_id: view.allowance_id,
    amount: Math.min(amount, view.amount),
    allowed: view.amount,
    allowed_bonus: view.bonus,
  });

  async function ofLease(source: Source, amount: number): Promise<CardOutcome | null> {
    const lease = await source.lease();
    if (!lease || leftOf(lease, Date.now()) < amount) return null;
    return { kind: "held", payment: { ...payment(source, lease, amount), lease: true, before: null } };
  }

  /** Without the network of the lease; but what was asked already is asked again, for it may be held. */
  async function holdOf(source: Source, amount: number, proof: Proof): Promise<CardOutcome> {
    const leased = wallet.reachable() || asked ? null : await ofLease(source, amount);
    if (leased) return leased;
    await wallet.freeLease(await source.lease());
    if (asked && (asked.key !== source.key || asked.amount !== amount)) cancel();
    asked ??= { id: uuidV7(), key: source.key, amount };
    const { id } = asked;
    wallet.asking.add(id);
    const body = { use: "hold", ...source.of, amount, ...proof };
    const reply = await server.put<AllowanceView>(`/v1/allowances/${id}`, body);
    if (!reply.ok && (reply.status === 0 || !reply.error)) return { kind: "unreachable" };
    asked = null;
    if (!reply.ok) {
      wallet.asking.delete(id);
      return { kind: "refused", error: reply.error! };
    }
    return { kind: "held", payment: { ...payment(source, reply.value, amount), lease: false } };
  }
  const hold = (card: CardView, amount: number, proof: Proof) => holdOf(cardSource(card), amount, proof);
  const holdCredit = (account: CreditAccount, name: string, amount: number, proof: Proof) =>
    holdOf(creditSource(account, name), amount, proof);

  /** Asked, and no answer: it may be held all the same. */
  function cancel(): void {
    if (asked) giveBack([asked.id]);
    asked = null;
  }

  function giveBack(ids: string[]): void {
    for (const id of ids) wallet.asking.delete(id);
    void givingBack.later(ids.map(releaseOf));
  }

  return { hold, holdCredit, cancel, giveBack };
}
