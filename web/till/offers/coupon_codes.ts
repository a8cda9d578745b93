// Coupons with codes of their own, scanned, typed or chosen from the member's: each is held at the server for this basket
// before it is laid down, and the engine then decides whether it is of use.
import { useI18n } from "vue-i18n";
import type { CouponReservation } from "@api/types";
import { uuidV7 } from "../journal/uuid";
import { useMessages } from "../sale/messages";
import { useSale } from "../sale/sale_store";
import { server } from "../session/session_store";
import { couponCode } from "../wallet/codes";
import { COUPON_SOURCES, type CouponFound } from "./coupons";

/** Until the server answers, a code is asked for under one id: a lost reply holds it once. */
const asked = new Map<string, string>();

async function reserve(code: string): Promise<CouponFound> {
  const { basket } = useSale();
  const reservation_id = asked.get(code) ?? uuidV7();
  asked.set(code, reservation_id);
  const member_id = basket.member?.member_id;
  const body = { code, ...(member_id ? { member_id } : {}) };
  const reply = await server.put<CouponReservation>(`/v1/coupon-reservations/${reservation_id}`, body);
  if (!reply.ok && (reply.status === 0 || !reply.error)) return { kind: "unreachable" };
  asked.delete(code);
  if (!reply.ok) return { kind: "refused", error: reply.error! };
  const { coupon_id, promotion_id, promotion_name: name, deadline } = reply.value;
  return { kind: "code", code: { reservation_id, coupon_id, promotion_id, code: reply.value.code, name, deadline } };
}

const byCode = async (text: string): Promise<CouponFound | null> => {
  const code = couponCode(text);
  return code ? reserve(code) : null;
};
COUPON_SOURCES.unshift(byCode);

export function useCouponCodes() {
  const { t, locale } = useI18n();
  const sale = useSale();
  const messages = useMessages();

  const laid = (code: string) => sale.basket.codes?.find((one) => one.code === code);

  /** Lays down what was found and says so; what can't be used is said as well. */
  function settle(found: CouponFound | null, typed: string): string {
    switch (found?.kind) {
      case "code":
        if (laid(found.code.code)) return t("till.coupon.twice", { name: found.code.name });
        sale.layCode(found.code);
        return t("till.coupon.laid_code", { name: found.code.name });
      case "refused":
        return locale.value === "en" ? found.error.text_en : found.error.text_zh;
      case "unreachable":
        return t("till.coupon.offline");
      default:
        return t("till.coupon.unknown", { text: typed });
    }
  }

  async function lay(text: string): Promise<{ words: string; good: boolean }> {
    const code = couponCode(text)!;
    const there = laid(code);
    if (there) return { words: t("till.coupon.twice", { name: there.name }), good: false };
    const found = await reserve(code);
    return { words: settle(found, text), good: found.kind === "code" };
  }

  async function layAndSay(text: string): Promise<void> {
    const { words, good } = await lay(text);
    messages.sayText(words, good ? "good" : "bad");
  }

  return { settle, layAndSay };
}
