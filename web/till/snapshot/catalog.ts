// What this till can sell, in memory: products by id, by barcode and by code, the tree of categories, the rules. Kept in
// IndexedDB in 64 buckets (a change of one price rewrites one bucket, a start reads 64 records), filled from
// GET /v1/snapshot. A catalogue is never changed: applying a snapshot makes the next one.
import Dexie, { type Table } from "dexie";
import type { Category, Remaining, Rules, ShopFacts, Snapshot, TillProduct } from "@api/types";
import { ProductSearch } from "./search";

export interface Scanned {
  product: TillProduct;
  /** thousandths in one scan */
  quantity: number;
}

export interface CatalogFacts {
  version: number;
  shop: ShopFacts;
  categories: Category[];
  rules: Rules;
  /** what the limits of promotions still leave, as the server last said; absent in what an older till stored */
  remaining?: Remaining[];
  /** server's clock minus this till's */
  clock_offset_ms: number;
}

export class Catalog {
  private readonly barcodes = new Map<string, Scanned>();
  private readonly codes = new Map<string, TillProduct>();
  private readonly ancestors = new Map<string, string[]>();
  private finder: ProductSearch | null = null;
  /** what limited promotions leave at this till, here and now: offers/quota.ts */
  remaining: Remaining[];

  constructor(
    readonly facts: CatalogFacts,
    readonly products: Map<string, TillProduct>,
  ) {
    this.remaining = facts.remaining ?? [];
    for (const product of products.values()) {
      if (product.state !== "active") continue;
      this.codes.set(product.code, product);
      for (const { barcode, quantity } of product.barcodes) this.barcodes.set(barcode, { product, quantity });
    }
    const parents = new Map(facts.categories.map((category) => [category.category_id, category.parent_id ?? null]));
    for (const id of parents.keys()) this.ancestors.set(id, pathOf(id, parents));
  }

  scan(barcode: string): Scanned | undefined {
    return this.barcodes.get(barcode) ?? this.barcodes.get(canonical(barcode));
  }

  byCode(code: string): TillProduct | undefined {
    return this.codes.get(code);
  }

  /** What a label's PLU stands for: a PLU among the barcodes, or the product's code, with or without leading zeros. */
  byPlu(plu: string): Scanned | undefined {
    for (let key = plu; key !== ""; key = key.startsWith("0") ? key.slice(1) : "") {
      const product = this.barcodes.get(key)?.product ?? this.codes.get(key);
      if (product) return { product, quantity: 1000 };
    }
    return undefined;
  }

  /** The category and all above it. */
  categoriesOf(product: TillProduct): string[] {
    return this.ancestors.get(product.category) ?? [product.category];
  }

  /** Made on first use, so that a start need not wait for it. */
  get search(): ProductSearch {
    return (this.finder ??= new ProductSearch(this.products.values()));
  }
}

/**
 * The form in which the catalogue keeps a GTIN (catalog/barcode.hpp): a UPC-A of 12 digits with a 0 in front, a GTIN-14
 * of a single piece without its leading 0. Which of them a scanner sends is a setting of the scanner.
 */
function canonical(barcode: string): string {
  if (/^\d{12}$/.test(barcode)) return `0${barcode}`;
  if (/^0\d{13}$/.test(barcode)) return barcode.slice(1);
  return barcode;
}

function pathOf(id: string, parents: Map<string, string | null>): string[] {
  const path: string[] = [];
  for (let at: string | null = id; at !== null && !path.includes(at); at = parents.get(at) ?? null) path.push(at);
  return path;
}

const BUCKETS = 64;
const bucketOf = (id: string) => Number.parseInt(id.slice(-2), 16) % BUCKETS;

interface Bucket {
  bucket: number;
  products: TillProduct[];
}

export class CatalogStore extends Dexie {
  private buckets!: Table<Bucket, number>;
  private facts!: Table<CatalogFacts & { name: string }, string>;

  constructor(name = "huiji-catalog") {
    super(name);
    this.version(1).stores({ buckets: "bucket", facts: "name" });
  }

  async load(): Promise<Catalog | null> {
    const [facts, buckets] = await Promise.all([this.facts.get("catalog"), this.buckets.toArray()]);
    if (!facts) return null;
    const products = new Map<string, TillProduct>();
    for (const bucket of buckets) for (const product of bucket.products) products.set(product.id, product);
    return new Catalog(facts, products);
  }

  /** The next catalogue, stored and in memory; null when a first snapshot has no rules to sell by. */
  async apply(snapshot: Snapshot, before: Catalog | null, now: number): Promise<Catalog | null> {
    const rules = snapshot.rules ?? before?.facts.rules;
    if (!rules) return null;
    const facts: CatalogFacts = {
      version: snapshot.version,
      shop: snapshot.shop,
      categories: snapshot.categories,
      rules,
      remaining: snapshot.remaining ?? [],
      clock_offset_ms: snapshot.server_time - now,
    };
    const products = new Map(before?.products);
    for (const product of snapshot.products) products.set(product.id, product);
    const touched = new Set(snapshot.products.map((product) => bucketOf(product.id)));
    await this.save(facts, products, before ? touched : null);
    return new Catalog(facts, products);
  }

  /** Nothing changed but what limited promotions leave. */
  async tell(catalog: Catalog, remaining: Remaining[]): Promise<void> {
    catalog.facts.remaining = remaining;
    await this.facts.put({ ...catalog.facts, name: "catalog" });
  }

  private async save(facts: CatalogFacts, products: Map<string, TillProduct>, touched: Set<number> | null) {
    const buckets = new Map<number, TillProduct[]>();
    for (const product of products.values()) {
      const bucket = bucketOf(product.id);
      if (touched && !touched.has(bucket)) continue;
      const list = buckets.get(bucket);
      if (list) list.push(product);
      else buckets.set(bucket, [product]);
    }
    await this.transaction("rw", this.buckets, this.facts, async () => {
      if (!touched) await this.buckets.clear();
      await this.buckets.bulkPut(Array.from(buckets, ([bucket, list]) => ({ bucket, products: list })));
      await this.facts.put({ ...facts, name: "catalog" });
    });
  }
}
