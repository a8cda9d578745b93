// Where the product screens get their data, and where they send it.
import { defineStore } from "pinia";
import { computed, shallowRef } from "vue";
import { ask, server } from "../server/client";
import type { Page } from "../server/paging";
import type { Category, Product, ProductDraft } from "../server/schema";
import { lineageOf, treeOf } from "./category_tree";

export type ShownState = "active" | "retired" | "all";
export interface ProductQuestion {
  text: string;
  category: string;
  state: ShownState;
  cursor: string | null;
}

export async function productsOf(question: ProductQuestion, signal?: AbortSignal): Promise<Page<Product>> {
  const query = {
    q: question.text.trim() || undefined,
    category: question.category || undefined,
    state: question.state === "all" ? undefined : question.state,
    cursor: question.cursor ?? undefined,
  };
  const page = await ask(server.GET("/v1/products", { params: { query }, signal }));
  return { rows: page.products, next: page.next, total: page.total };
}

export const productOf = (product_id: string): Promise<Product> =>
  ask(server.GET("/v1/products/{product_id}", { params: { path: { product_id } } }));

export const saveProduct = (product_id: string, body: ProductDraft): Promise<Product> =>
  ask(server.PUT("/v1/products/{product_id}", { params: { path: { product_id } }, body }));

export const useCategories = defineStore("categories", () => {
  const list = shallowRef<Category[]>([]);
  const tree = computed(() => treeOf(list.value));
  const names = computed(() => new Map(list.value.map((category) => [category.category_id, category.name])));
  async function load() {
    list.value = (await ask(server.GET("/v1/categories"))).categories;
  }
  const nameOf = (id: string) => names.value.get(id) ?? "";
  const pathOf = (id: string) => lineageOf(list.value, id).map(nameOf).reverse().join(" / ");
  return { list, tree, load, nameOf, pathOf };
});
