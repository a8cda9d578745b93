import { expect, it } from "vitest";
import type { KindDescription } from "../server/schema";
import { groupsOf, searched } from "./layers";

const kind = (name: string, zh: string, layer: KindDescription["layer"]): KindDescription => ({
  kind: name,
  zh,
  en: name,
  summary_zh: "买满几件",
  summary_en: "Pieces make a set",
  layer,
  parameters: [],
  coupon_only: false,
});
const kinds = [
  kind("draws", "抽奖", "reward"),
  kind("buy_get", "买 A 送 B", "quantity"),
  kind("cut", "直降", "unit_price"),
];

it("groups kinds in the order in which the engine computes", () =>
  expect(groupsOf(kinds).map((group) => group.layer)).toEqual(["unit_price", "quantity", "reward"]));

it("finds a kind by its name with or without spaces, by its sentence, in either language", () => {
  const found = (text: string) => searched(kinds, text).map((entry) => entry.kind);
  expect(found("买A送B")).toEqual(["buy_get"]);
  expect(found("DRAWS")).toEqual(["draws"]);
  expect(found("满 直降")).toEqual(["cut"]);
  expect(found("")).toHaveLength(3);
  expect(found("没有")).toEqual([]);
});
