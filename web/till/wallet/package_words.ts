// What a package gives, in words for the counter: bonus with its instalments, points, uses, months, tier, a coupon.
import type { StoredPackage } from "@api/types";
import { yuanText } from "@ui/money";

type Package = StoredPackage["package"];
type Say = (key: string, values: Record<string, string | number>) => string;

/** `name`: what a tier is called on the screen. */
export function packageWords(of: Package, say: Say, name = (tier: string) => tier): string[] {
  const words: string[] = [];
  if (of.bonus > 0 && of.instalments > 1)
    words.push(say("till.wallet.gives.bonus_in", { amount: yuanText(of.bonus), times: of.instalments }));
  else if (of.bonus > 0) words.push(say("till.wallet.gives.bonus", { amount: yuanText(of.bonus) }));
  if (of.points > 0) words.push(say("till.wallet.gives.points", { points: of.points }));
  if (of.uses > 0) words.push(say("till.wallet.gives.uses", { uses: of.uses }));
  if (of.free_uses > 0) words.push(say("till.wallet.gives.free_uses", { uses: of.free_uses }));
  if (of.valid_days) words.push(say("till.wallet.gives.days", { days: of.valid_days }));
  if (of.months) words.push(say("till.wallet.gives.months", { months: of.months }));
  if (of.tier && of.months) words.push(say("till.wallet.gives.tier_while", { tier: name(of.tier) }));
  else if (of.tier) words.push(say("till.wallet.gives.tier", { tier: name(of.tier) }));
  if (of.coupons) words.push(say("till.wallet.gives.coupon", {}));
  return words;
}

/** Bonus to what is paid, in whole per cent rounded down: 500 + 50 is 10 %. */
export const ratioOf = ({ price, bonus }: Pick<Package, "price" | "bonus">): string =>
  price > 0 ? `${Math.floor((bonus * 100) / price)}%` : "";
