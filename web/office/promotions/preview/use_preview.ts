// Prices the sample basket in the engine, with and without the promotion that is being written, on every change.
import { computed, type Ref, type ShallowRef } from "vue";
import { EngineRefusal, type Engine, type Explanation, type PricedBasket } from "@engine/engine";
import type { Category, Promotion, PromotionDraft } from "../../server/schema";
import { offsetMinutes } from "../../server/when";
import { asRunning, basketOf, rulesOf, type SampleLine } from "./preview";
import { atMinute, type Situation } from "./situation";

interface Subject {
  promotionId: string;
  draft: PromotionDraft | null;
  others: Promotion[];
  shopId: string | null;
}
export interface Preview {
  without: PricedBasket;
  with: PricedBasket | null;
  explanation: Explanation | null;
  /** why the engine does not take the promotion as it stands */
  refusal: EngineRefusal | null;
}

export function usePreview(
  subject: Subject,
  engine: ShallowRef<Engine | null>,
  lines: Ref<SampleLine[]>,
  situation: Ref<Situation>,
  alone: Ref<boolean>,
  categories: () => Category[],
) {
  const opened_at = Date.now();
  const utc_offset_minutes = offsetMinutes(opened_at);
  const running = computed(() =>
    alone.value
      ? []
      : subject.others.filter((other) => other.state === "active" && other.promotion_id !== subject.promotionId),
  );
  function sample(tried: SampleLine[], at: Situation) {
    const moment = { priced_at: atMinute(opened_at, utc_offset_minutes, at.minute), utc_offset_minutes };
    return basketOf(tried, categories(), at, moment, subject.promotionId, subject.shopId);
  }

  const preview = computed<Preview | null>(() => {
    const { promotionId, draft } = subject;
    if (!engine.value) return null;
    const basket = sample(lines.value, situation.value);
    engine.value.load(rulesOf(running.value, null));
    const without = engine.value.price(basket).basket;
    if (!draft) return { without, with: null, explanation: null, refusal: null };
    try {
      engine.value.load(rulesOf(running.value, asRunning(promotionId, draft)));
      const priced = engine.value.price(basket).basket;
      return { without, with: priced, explanation: engine.value.explain(basket), refusal: null };
    } catch (problem) {
      if (!(problem instanceof EngineRefusal)) throw problem;
      return { without, with: null, explanation: null, refusal: problem };
    }
  });

  /** Whether the promotion does anything to these goods. */
  function gives(tried: SampleLine[]): boolean {
    const { promotionId, draft } = subject;
    if (!engine.value || !draft) return false;
    try {
      engine.value.load(rulesOf(running.value, asRunning(promotionId, draft)));
      const { promotions, rewards, lines } = engine.value.price(sample(tried, situation.value)).basket;
      const applied = [...promotions, ...(rewards ?? [])].some((entry) => entry.promotion_id === promotionId);
      return applied || lines.some((line) => (line.points_percent ?? 100) !== 100);
    } catch (problem) {
      if (problem instanceof EngineRefusal) return false;
      throw problem;
    }
  }
  const ready = computed(() => engine.value !== null);
  return { preview, ready, gives };
}
