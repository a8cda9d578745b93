// The categories as a tree, and a category's path from the root.
import type { Category } from "../server/schema";

export interface CategoryNode {
  category_id: string;
  name: string;
  children: CategoryNode[];
}

const inOrder = (a: Category, b: Category) => a.sort_order - b.sort_order || a.name.localeCompare(b.name, "zh");

export function treeOf(categories: Category[]): CategoryNode[] {
  const nodes = new Map<string, CategoryNode>();
  for (const { category_id, name } of categories) nodes.set(category_id, { category_id, name, children: [] });
  const roots: CategoryNode[] = [];
  for (const category of [...categories].sort(inOrder)) {
    const parent = category.parent_id ? nodes.get(category.parent_id) : undefined;
    (parent?.children ?? roots).push(nodes.get(category.category_id)!);
  }
  return roots;
}

/** The category and its ancestors, nearest first: what the engine calls a line's categories. */
export function lineageOf(categories: Category[], category_id: string): string[] {
  const parents = new Map(categories.map((category) => [category.category_id, category.parent_id ?? null]));
  const lineage: string[] = [];
  let at: string | null = category_id;
  while (at && parents.has(at) && !lineage.includes(at)) {
    lineage.push(at);
    at = parents.get(at) ?? null;
  }
  return lineage;
}
