// Prices the sample basket in the engine, with and without the promotion that is being written, on every change.
import { computed, onMounted, ref, shallowRef, type Ref } from "vue";
import { EngineRefusal, type Engine, type PricedBasket, type PromotionDraft as EngineDraft } from "@engine/engine";
import type { Category, Promotion, PromotionDraft } from "../../server/schema";
import { offsetMinutes } from "../../server/when";
import { asRunning, basketOf, rulesOf, type SampleLine } from "./preview";

interface Subject {
  promotionId: string;
  draft: PromotionDraft | null;
  others: Promotion[];
}
export interface Preview {
  without: PricedBasket;
  with: PricedBasket | null;
  /** why the engine does not take the promotion as it stands */
  refusal: EngineRefusal | null;
}

export function usePreview(
  subject: Subject,
  lines: Ref<SampleLine[]>,
  member: Ref<boolean>,
  alone: Ref<boolean>,
  categories: () => Category[],
) {
  const engine = shallowRef<Engine | null>(null);
  const broken = ref(false);
  const opened_at = Date.now();

  onMounted(async () => {
    try {
      const { loadEngine } = await import("@engine/wasm");
      engine.value = await loadEngine();
    } catch {
      broken.value = true;
    }
  });

  const moment = { priced_at: opened_at, utc_offset_minutes: offsetMinutes(opened_at) };
  const running = computed(() =>
    alone.value
      ? []
      : subject.others.filter((other) => other.state === "active" && other.promotion_id !== subject.promotionId),
  );

  const preview = computed<Preview | null>(() => {
    const { promotionId, draft } = subject;
    if (!engine.value) return null;
    const basket = basketOf(lines.value, categories(), member.value, moment);
    engine.value.load(rulesOf(running.value, null));
    const without = engine.value.price(basket).basket;
    if (!draft) return { without, with: null, refusal: null };
    try {
      engine.value.checkDraft(draft as EngineDraft);
      engine.value.load(rulesOf(running.value, asRunning(promotionId, draft)));
      return { without, with: engine.value.price(basket).basket, refusal: null };
    } catch (problem) {
      if (!(problem instanceof EngineRefusal)) throw problem;
      return { without, with: null, refusal: problem };
    }
  });
  /** Whether the promotion does anything to these goods. */
  function gives(tried: SampleLine[]): boolean {
    const { promotionId, draft } = subject;
    if (!engine.value || !draft) return false;
    try {
      engine.value.load(rulesOf(running.value, asRunning(promotionId, draft)));
      const { promotions } = engine.value.price(basketOf(tried, categories(), member.value, moment)).basket;
      return promotions.some((applied) => applied.promotion_id === promotionId);
    } catch (problem) {
      if (problem instanceof EngineRefusal) return false;
      throw problem;
    }
  }
  const ready = computed(() => engine.value !== null);
  return { preview, broken, ready, gives };
}
