// The form of a set of rules that is stored under a version: what was changed, what is wrong, one save.
import { computed, reactive, ref } from "vue";
import { useI18n } from "vue-i18n";
import { notify } from "../parts/notices";
import { useAction } from "../server/use_server";

/** `policyOf` answers null for a form that makes no sense; mistakes are shown from the first save on. */
export function useRulesForm<Form extends object, Policy>(wanted: {
  form: Form;
  policyOf: (form: Form) => Policy | null;
  save: (policy: Policy) => Promise<unknown>;
  saved: () => void;
}) {
  const { t } = useI18n();
  const { busy, error, run } = useAction();
  const form = reactive(wanted.form) as Form;
  const before = JSON.stringify(form);
  const dirty = computed(() => JSON.stringify(form) !== before);
  const show = ref(false);
  /** Fields whose text is no number of their kind. */
  const malformed = reactive(new Set<string>());
  const policy = computed(() => wanted.policyOf(form));
  const wrong = computed(() => show.value && (malformed.size > 0 || policy.value === null));
  const note = (field: string, bad: boolean) => (bad ? malformed.add(field) : malformed.delete(field));

  async function save() {
    show.value = true;
    const next = policy.value;
    if (next === null || malformed.size > 0) return;
    if (!(await run(() => wanted.save(next)))) return;
    notify(t("office.rules.saved"));
    wanted.saved();
  }
  return { busy, error, form, dirty, show, malformed, wrong, note, save };
}
