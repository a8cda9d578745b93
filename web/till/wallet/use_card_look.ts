// A card that somebody brings: by its number, typed or scanned, or one of the member's.
import { onMounted, ref, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import type { CardView } from "@api/types";
import { isCardNumber } from "./codes";
import { findCard } from "./find_card";

export function useCardLook(given: string, found: (card: CardView) => void = () => {}) {
  const { t, locale } = useI18n();
  const number = ref(given);
  const card = shallowRef<CardView | null>(null);
  const busy = ref(false);
  const problem = ref<string | null>(null);

  function choose(chosen: CardView): void {
    card.value = chosen;
    problem.value = null;
    found(chosen);
  }

  async function find(): Promise<void> {
    const typed = number.value.replace(/\s/g, "");
    if (!isCardNumber(typed)) return void (problem.value = t("till.wallet.not_a_card"));
    busy.value = true;
    const reply = await findCard(typed);
    busy.value = false;
    if (reply.ok) return choose(reply.value);
    if (reply.status === 0 || !reply.error) problem.value = t("till.wallet.offline");
    else problem.value = locale.value === "en" ? reply.error.text_en : reply.error.text_zh;
  }

  onMounted(() => {
    if (given) void find();
  });
  return { number, card, busy, problem, choose, find };
}
