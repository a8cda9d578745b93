// Log-in name and password, as the log-in and the enrolment both ask for them.
import { ref } from "vue";
import { useI18n } from "vue-i18n";
import type { Reply } from "@api/server";
import { useSession } from "./session_store";

export function usePersonForm() {
  const { t, locale } = useI18n();
  const session = useSession();
  const name = ref("");
  const password = ref("");
  const busy = ref(false);
  const problem = ref<string | null>(null);

  function wordsOf(reply: Reply<unknown>): string | null {
    if (reply.ok) return null;
    const words = locale.value === "en" ? reply.error?.text_en : reply.error?.text_zh;
    return words ?? t("till.login.unreachable");
  }

  /** Logs in and then does the rest, one at a time, and keeps what went wrong. */
  async function submit(rest?: () => Promise<Reply<unknown>>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    problem.value = null;
    try {
      const reply = await session.login(name.value.trim(), password.value);
      problem.value = wordsOf(reply);
      if (reply.ok && rest) problem.value = wordsOf(await rest());
      return problem.value === null;
    } finally {
      busy.value = false;
    }
  }

  return { name, password, busy, problem, submit };
}
