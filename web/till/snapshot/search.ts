// Finds products by any part of their search key (name, code, pinyin initials, full pinyin). All keys stand in one long
// text, because looking through one text of two megabytes takes the browser about a millisecond.
import type { TillProduct } from "@api/types";

const FENCE = "\n";

export class ProductSearch {
  private readonly products: TillProduct[] = [];
  private readonly starts: number[] = [];
  private readonly text: string;

  constructor(products: Iterable<TillProduct>) {
    const keys: string[] = [];
    let length = 0;
    for (const product of products) {
      if (product.state !== "active") continue;
      const key = `${FENCE}${product.name.toLowerCase()} ${product.spec.toLowerCase()}|${product.search_key}`;
      this.products.push(product);
      this.starts.push(length);
      keys.push(key);
      length += key.length;
    }
    this.text = keys.join("") + FENCE;
  }

  find(query: string, limit = 8): TillProduct[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const found: { product: TillProduct; score: number }[] = [];
    let from = 0;
    while (found.length < 400) {
      const at = this.text.indexOf(longest, from);
      if (at < 0) break;
      const index = this.indexAt(at);
      const end = this.starts[index + 1] ?? this.text.length - 1;
      const key = this.text.slice(this.starts[index], end);
      if (words.every((word) => key.includes(word))) {
        found.push({ product: this.products[index]!, score: score(key, longest, this.products[index]!) });
      }
      from = end;
    }
    found.sort((a, b) => a.score - b.score || a.product.name.length - b.product.name.length);
    return found.slice(0, limit).map((hit) => hit.product);
  }

  private indexAt(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Smaller is better: the whole code, a name or a reading that begins so, a word that begins so, anything else. */
function score(key: string, word: string, product: TillProduct): number {
  if (product.code.toLowerCase() === word) return 0;
  if (key.startsWith(FENCE + word)) return 1;
  const tail = key.slice(key.indexOf("|") + 1).split(/[ |]/);
  if (tail.includes(word)) return 2;
  if (tail.some((part) => part.startsWith(word))) return 3;
  return 4;
}
