import { describe, expect, it } from "vitest";
import { lineageOf, treeOf } from "./category_tree";

const categories = [
  { category_id: "milk", parent_id: "dairy", name: "牛奶", sort_order: 2 },
  { category_id: "food", name: "食品", sort_order: 1 },
  { category_id: "dairy", parent_id: "food", name: "乳品", sort_order: 1 },
  { category_id: "yoghurt", parent_id: "dairy", name: "酸奶", sort_order: 1 },
];

describe("categories", () => {
  it("stand as a tree in their order", () => {
    const [food] = treeOf(categories);
    expect(food!.children[0]!.children.map((node) => node.category_id)).toEqual(["yoghurt", "milk"]);
  });
  it("know their ancestors, nearest first", () => {
    expect(lineageOf(categories, "milk")).toEqual(["milk", "dairy", "food"]);
    expect(lineageOf(categories, "gone")).toEqual([]);
  });
  it("end at a ring instead of running for ever", () => {
    const ring = [
      { category_id: "a", parent_id: "b", name: "a", sort_order: 0 },
      { category_id: "b", parent_id: "a", name: "b", sort_order: 0 },
    ];
    expect(lineageOf(ring, "a")).toEqual(["a", "b"]);
  });
  it("keep a category whose parent is gone", () => {
    expect(treeOf([{ category_id: "x", parent_id: "gone", name: "x", sort_order: 0 }])).toHaveLength(1);
  });
});
