// What the engine has to say against the promotion as it stands, at once and with its place in the form.
import { computed, type Ref, type ShallowRef } from "vue";
import { EngineRefusal, type Engine, type PromotionDraft as EngineDraft } from "@engine/engine";
import type { KindDescription, PromotionDraft } from "../server/schema";
import { placeOf, rowAtFault, type Complaint } from "./refusal_place";

function refusalOf(engine: Engine, draft: PromotionDraft): EngineRefusal | null {
  try {
    engine.checkDraft(draft as EngineDraft);
    return null;
  } catch (problem) {
    if (problem instanceof EngineRefusal) return problem;
    throw problem;
  }
}

function complaintOf(engine: Engine, draft: PromotionDraft, kind: KindDescription): Complaint | null {
  const refusal = refusalOf(engine, draft);
  if (!refusal) return null;
  const { code, text_zh, text_en } = refusal.body;
  const place = placeOf(refusal.body);
  const hint = kind.parameters.find((entry) => entry.name === place.field);
  if (place.section === "parameters" && hint?.control === "table" && place.row === null) {
    const parameters = draft.parameters as Record<string, unknown>;
    const rows = parameters[place.field] as unknown[];
    place.row = rowAtFault(rows, code, (first) => {
      const fewer = { ...parameters, [place.field]: first } as PromotionDraft["parameters"];
      return refusalOf(engine, { ...draft, parameters: fewer })?.body.code ?? null;
    });
  }
  return { ...place, text_zh, text_en };
}

export const useCheck = (
  engine: ShallowRef<Engine | null>,
  draft: Ref<PromotionDraft | null>,
  kind: Ref<KindDescription>,
) => computed(() => (engine.value && draft.value ? complaintOf(engine.value, draft.value, kind.value) : null));
