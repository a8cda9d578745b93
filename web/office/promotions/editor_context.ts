// What the fields of the editor share without handing it through every level: the shop's words, the other promotions,
// what is wrong, and the engine's complaint.
import { computed, inject, onScopeDispose, provide, type ComputedRef, type InjectionKey, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import type { KindDescription, Promotion } from "../server/schema";
import type { Complaint } from "./refusal_place";
import type { Suggestions } from "./suggestions";

export interface EditorContext {
  promotionId: string;
  kinds: KindDescription[];
  others: Promotion[];
  suggestions: Suggestions;
  /** paths of fields whose text is no value; nothing is sent while there is one */
  wrong: Set<string>;
  complaint: ComputedRef<Complaint | null>;
  showProblems: Ref<boolean>;
}
const KEY: InjectionKey<EditorContext> = Symbol("promotion editor");

export const provideEditor = (context: EditorContext) => provide(KEY, context);
export const useEditor = () => inject(KEY)!;

/** One field of the form by its path ("/parameters/off"): marks itself, and knows what the engine says about it. */
export function useField(path: () => string) {
  const { wrong, complaint, showProblems } = useEditor();
  const { locale } = useI18n();
  let marked = "";
  function mark(isWrong: boolean) {
    if (marked) wrong.delete(marked);
    marked = isWrong ? path() : "";
    if (marked) wrong.add(marked);
  }
  onScopeDispose(() => mark(false));
  const said = computed(() => {
    const found = complaint.value;
    if (!found || found.row !== null || `/${found.section}/${found.field}` !== path()) return null;
    return locale.value === "en" ? found.text_en : found.text_zh;
  });
  return { mark, said, showProblems };
}
