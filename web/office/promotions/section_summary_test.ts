import { describe, expect, it } from "vitest";
import { createI18n } from "vue-i18n";
import chinese from "../locales/zh-CN.json";
import { emptyConditions } from "./form/terms_form";
import { emptyScope } from "./promotion_form";
import * as summary from "./section_summary";

const { t } = createI18n({ legacy: false, locale: "zh-CN", messages: { "zh-CN": chinese } }).global;
const say = t as summary.Say;
const nameOf = (id: string) => ({ a: "饮料", b: "乳品", c: "粮油", d: "日化" })[id] ?? "";
const always = { starts: "", ends: "", weekdays: [], from: "", to: "" };

describe("a folded section in one line", () => {
  it("says what is in scope and what is not", () => {
    expect(summary.scopeSummary(say, emptyScope(), nameOf)).toBe("全部商品");
    const scope = { ...emptyScope(), categories: ["a", "b", "c", "d"], products: ["p"], excluded_categories: ["d"] };
    expect(summary.scopeSummary(say, scope, nameOf)).toBe("饮料、乳品、粮油、另 1 个分类、1 个商品；不含日化");
  });
  it("says when", () => {
    expect(summary.scheduleSummary(say, always)).toBe("长期");
    const weekend = { ...always, ends: "2026-12-01 00:00", weekdays: [7, 6], from: "18:00", to: "22:00" };
    expect(summary.scheduleSummary(say, weekend)).toBe("启用后立即 – 2026-12-01 00:00；周六、周日；18:00–22:00");
  });
  it("says when in lines", () => {
    expect(summary.scheduleLines(say, always)).toEqual(["长期"]);
    const evening = { ...always, starts: "2026-12-01 00:00", weekdays: [6], from: "18:00", to: "22:00" };
    expect(summary.scheduleLines(say, evening)).toEqual(["2026-12-01 00:00 –", "不限", "周六", "18:00–22:00"]);
  });
  it("says for whom, how often and who pays", () => {
    const { audience, limits, funder, terms } = emptyConditions();
    const word = (text: string) => text;
    expect(summary.audienceSummary(say, audience, false, word)).toBe("所有顾客、所有渠道");
    expect(summary.audienceSummary(say, { ...audience, tiers: ["gold"] }, true, word)).toBe("仅限会员；等级：gold");
    expect(summary.limitsSummary(say, limits)).toBe("不限次数和预算");
    expect(summary.limitsSummary(say, { ...limits, per_order: 1, budget: 100_000 })).toBe("每单 1 次；预算 ¥1,000.00");
    expect(summary.funderSummary(say, funder)).toBe("门店承担");
    expect(summary.funderSummary(say, { kind: "supplier", name: "伊利", share: 5000 })).toBe("伊利 承担 50%");
    expect(summary.termsSummary(say, { ...terms, by_coupon: true, exclusive_group: 3 })).toBe("凭券使用；互斥组 3");
  });
});
