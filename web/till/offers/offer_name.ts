// What is no promotion of the shop travels in priced baskets under ids of its own (pricing.hpp: BuiltInOffer), with a
// Chinese name; the screens have both languages.
import { useI18n } from "vue-i18n";

const BUILT_IN: Record<string, string> = {
  "00000000-0000-0000-0000-000000000000": "member_price",
  "00000000-0000-0000-0000-000000000101": "markdown_label",
  "00000000-0000-0000-0000-000000000102": "manual_price",
  "00000000-0000-0000-0000-000000000103": "manual_discount",
  "00000000-0000-0000-0000-000000000104": "rounding",
};

export function useOfferName() {
  const { t } = useI18n();
  return (promotion_id: string, name: string): string => {
    const known = BUILT_IN[promotion_id];
    return known ? t(`till.offer.${known}`) : name;
  };
}
