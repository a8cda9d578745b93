// Leave for one act: the person's own right, or a supervisor who enters his password here and now. The server signs what
// was allowed for this sale; without the server nobody can approve, and the form says so.
import { computed, ref } from "vue";
import { useI18n } from "vue-i18n";
import type { Approval, Right } from "@api/types";
import { useSale } from "../sale/sale_store";
import { connection } from "../session/connection";
import { server, useSession } from "../session/session_store";
import type { Act } from "./acts";

export function useApproval(right: Right) {
  const { t, locale } = useI18n();
  const session = useSession();
  const sale = useSale();
  const needed = computed(() => !session.rights.includes(right));
  const login = ref("");
  const password = ref("");
  const busy = ref(false);
  const problem = ref<string | null>(null);

  /** The approvals to keep with the basket; null when it was not allowed, and `problem` says why. */
  async function ask({ act }: Act): Promise<Approval[] | null> {
    problem.value = null;
    if (!needed.value) return [];
    if (busy.value) return null;
    if (login.value.trim() === "" || password.value === "") {
      problem.value = t("till.approval.missing");
      return null;
    }
    busy.value = true;
    const question = { login: login.value.trim(), password: password.value, right, sale_id: sale.basket.sale_id, act };
    const reply = await server.post<Approval>("/v1/approvals", question);
    busy.value = false;
    password.value = "";
    if (reply.ok) return [reply.value];
    const words = locale.value === "en" ? reply.error?.text_en : reply.error?.text_zh;
    problem.value = words ?? t("till.approval.offline");
    return null;
  }

  return { needed, login, password, busy, problem, ask, online: connection.online };
}
