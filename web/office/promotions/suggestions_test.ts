import { expect, it } from "vitest";
import type { Promotion } from "../server/schema";
import { isWord, suggestionsOf, textsUnder } from "./suggestions";

const promotion = (parameters: unknown, tiers: string[] = []): Promotion => ({
  promotion_id: "p",
  kind: "k",
  name: "n",
  state: "active",
  members_only: false,
  scope: { products: [], categories: [], excluded_products: [], excluded_categories: [] },
  schedule: { weekdays: [] },
  parameters,
  audience: { tiers, tags: ["new"], shops: [], channels: [] },
});

it("finds texts under a name at any depth", () => {
  expect(textsUnder({ rows: [{ tender: "wechat" }, { tender: "points" }], tender: 5 }, "tender")).toEqual([
    "wechat",
    "points",
  ]);
  expect(textsUnder(null, "tender")).toEqual([]);
});

it("suggests what the shop has and what the program knows, each once", () => {
  const words = suggestionsOf([promotion({ rows: [{ tier: "gold" }, { tender: "cash" }] }, ["silver"])], ["standard"]);
  expect(words.tier).toEqual(["standard", "silver", "gold"]);
  expect(words.tag).toEqual(["new"]);
  expect(words.tender.filter((word) => word === "cash")).toHaveLength(1);
  expect(isWord("tier")).toBe(true);
  expect(isWord("odds")).toBe(false);
});
