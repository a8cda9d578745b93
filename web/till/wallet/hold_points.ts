// Asks for the points of this basket: at the server when it is there, of the lease when it is not. The id of what was asked
// stays the same until there is an answer.
import type { AllowanceView, ErrorBody, Wish } from "@api/types";
import type { HeldPoints } from "../journal/database";
import { uuidV7 } from "../journal/uuid";
import { useSale } from "../sale/sale_store";
import { server } from "../session/session_store";
import { releaseOf } from "./give_back";
import { givingBack } from "./give_back_store";
import { leftOf } from "./leases";
import { leases, useWallet } from "./wallet_store";

export type PointsOutcome =
  { kind: "held" } | { kind: "refused"; error: ErrorBody } | { kind: "unreachable" } | { kind: "not_leased" };

export function useHoldPoints() {
  const sale = useSale();
  const wallet = useWallet();
  let asked: { id: string; amount: number } | null = null;

  function spend(points: HeldPoints, wishes: Wish[]): PointsOutcome {
    sale.spendPoints(points, wishes);
    return { kind: "held" };
  }

  /** `amount` for both; `points` of it as money, at most. */
  async function hold(amount: number, points: number, wishes: Wish[]): Promise<PointsOutcome> {
    const member_id = sale.basket.member!.member_id;
    const lease = await leases.ofPoints(member_id);
    if (!wallet.reachable() && !asked) {
      if (!lease || leftOf(lease, Date.now()) < amount) return { kind: "not_leased" };
      return spend({ allowances: [{ allowance_id: lease.allowance_id, amount, lease: true }], spend: points }, wishes);
    }
    await wallet.freeLease(lease);
    if (asked && asked.amount !== amount) cancel();
    asked ??= { id: uuidV7(), amount };
    const { id } = asked;
    wallet.asking.add(id);
    const reply = await server.put<AllowanceView>(`/v1/allowances/${id}`, { use: "hold", member_id, amount });
    wallet.asking.delete(id);
    if (!reply.ok && (reply.status === 0 || !reply.error)) return { kind: "unreachable" };
    asked = null;
    if (!reply.ok) return { kind: "refused", error: reply.error! };
    const allowance = { allowance_id: id, amount: reply.value.amount, lease: false };
    return spend({ allowances: [allowance], spend: points }, wishes);
  }

  /** Asked, and no answer: it may be held all the same. */
  function cancel(): void {
    if (asked) void givingBack.later([releaseOf(asked.id)]);
    asked = null;
  }

  return { hold, cancel };
}
