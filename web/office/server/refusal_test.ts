import { describe, expect, it } from "vitest";
import { refusalOf } from "./refusal";

describe("what the server said no with", () => {
  const body = {
    code: "catalog.version_changed",
    family: "refused",
    text: "商品已被修改",
    text_zh: "商品已被修改",
    text_en: "The product was changed",
    details: [{ name: "code", value: "1001" }],
  };

  it("keeps code, family, texts and details", () => {
    const refusal = refusalOf(409, body);
    expect(refusal.code).toBe("catalog.version_changed");
    expect(refusal.family).toBe("refused");
    expect(refusal.text("zh-CN")).toBe("商品已被修改");
    expect(refusal.text("en")).toBe("The product was changed");
    expect(refusal.details).toEqual([{ name: "code", value: "1001" }]);
  });

  it.each([
    [401, "unauthenticated"],
    [403, "forbidden"],
    [503, "retry"],
    [502, "broken"],
  ])("a reply %d without our body is %s", (status, family) => {
    expect(refusalOf(status, "<html>").family).toBe(family);
    expect(refusalOf(status, null).code).toBe(`http.${status}`);
  });

  it("keeps the incident of a broken program", () => {
    expect(refusalOf(500, { family: "broken", incident: "ab12" }).incident).toBe("ab12");
  });
});
