// Prices the sample basket in the engine, with and without the promotion that is being written, on every change.
import { computed, onMounted, ref, shallowRef, type Ref } from "vue";
import { EngineRefusal, type Engine, type PricedBasket } from "@engine/engine";
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

  const preview = computed<Preview | null>(() => {
    const { promotionId, draft, others } = subject;
    if (!engine.value) return null;
    const moment = { priced_at: opened_at, utc_offset_minutes: offsetMinutes(opened_at) };
    const basket = basketOf(lines.value, categories(), member.value, moment);
    const running = alone.value
      ? []
      : others.filter((other) => other.state === "active" && other.promotion_id !== promotionId);
    engine.value.load(rulesOf(running, null));
    const without = engine.value.price(basket).basket;
    if (!draft) return { without, with: null, refusal: null };
    try {
      engine.value.checkDraft(draft);
      engine.value.load(rulesOf(running, asRunning(promotionId, draft)));
      return { without, with: engine.value.price(basket).basket, refusal: null };
    } catch (problem) {
      if (!(problem instanceof EngineRefusal)) throw problem;
      return { without, with: null, refusal: problem };
    }
  });
  return { preview, broken };
}
