// A wallet in few words for the side of the till.
import type { CardView, CreditAccount, Wallet } from "@api/types";
import { maskedCard } from "./codes";

type Say = (key: string, values: Record<string, string | number>) => string;

const pendingWords = ({ points_pending, points_open_on }: Wallet, say: Say): string =>
  points_open_on
    ? say("till.wallet.points_pending_until", { points: points_pending, date: points_open_on })
    : say("till.wallet.points_pending", { points: points_pending });

export function pointsWords(wallet: Wallet, say: Say): string[] {
  const words = [say("till.wallet.points", { points: Math.max(0, wallet.points_available) })];
  if (wallet.points < 0) words.push(say("till.wallet.points_owed", { points: -wallet.points }));
  if (wallet.points_pending > 0) words.push(pendingWords(wallet, say));
  if (wallet.points_expire_on && wallet.points_expiring > 0)
    words.push(say("till.wallet.points_expire", { date: wallet.points_expire_on, points: wallet.points_expiring }));
  return words;
}

/** `name`: what a tier is called on the screen. */
export function tierWords(wallet: Wallet, say: Say, name = (tier: string) => tier): string {
  const { next_tier, growth_to_next } = wallet;
  const tier = name(wallet.tier);
  if (next_tier && growth_to_next)
    return say("till.wallet.to_next", { tier, next: name(next_tier), growth: growth_to_next });
  return tier ? say("till.wallet.tier", { tier }) : "";
}

/** Until when the membership is paid for; whether it is time to speak of the renewal. */
export function membershipWords({ membership }: Wallet, say: Say): string {
  if (!membership) return "";
  const words = say("till.wallet.membership", { until: membership.until });
  if (!membership.remind) return words;
  return [words, say("till.wallet.membership_renew", { days: membership.days_left })].join(" · ");
}

export function cardWords(card: CardView, spendable: number, say: Say, money: (fen: number) => string): string {
  const name = `${say(`till.wallet.kind.${card.kind}`, {})} ${maskedCard(card.number)}`;
  if (card.state !== "active") return `${name} · ${say(`till.wallet.state.${card.state}`, {})}`;
  if (card.kind === "count") return `${card.name ?? name} · ${say("till.wallet.uses_left", { uses: card.uses })}`;
  const available = say("till.wallet.available", { amount: money(spendable) });
  const parts = say("till.wallet.parts", { principal: money(card.principal), bonus: money(card.bonus) });
  return [name, available, parts].join(" · ");
}

/** What is owed, of which limit; and what is overdue, or why nothing more may be charged. */
export function creditWords({ terms, owed, overdue }: CreditAccount, say: Say, money: (fen: number) => string): string {
  const words = [say("till.credit.words", { owed: money(owed), limit: money(terms.limit) })];
  if (overdue > 0) words.push(say("till.credit.words_overdue", { amount: money(overdue) }));
  if (terms.state !== "open") words.push(say(`till.credit.state.${terms.state}`, {}));
  return words.join(" · ");
}
