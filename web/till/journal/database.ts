// What this till must not lose, in the browser's own database, with every write flushed to the disk before it counts
// (durability: strict): the journal of sales, returns and registrations, the open and the held baskets, who this till is.
import Dexie, { type Table } from "dexie";
import type { Approval, ErrorBody, ManualDiscount, Receipt } from "@api/types";
import type { ExplainedShare, HeldCoupon } from "@engine/engine";

export type EventKind = "sale" | "return" | "member";
export type EventState = "waiting" | "delivered" | "quarantined";

export interface JournalEvent {
  /** place in the journal, made by the database */
  order?: number;
  /** the document's id: the server does nothing twice under one id */
  id: string;
  kind: EventKind;
  /** what the cashier knows it by: the receipt number, the masked phone */
  label: string;
  /** money of the document, for the list of what waits */
  amount: number | null;
  path: string;
  body: unknown;
  /** the receipt as this till printed it */
  receipt: Receipt | null;
  /** of each line, why it costs less: the engine's words as the receipt shows them; absent in older events */
  shares?: ExplainedShare[][];
  /** the server's answer */
  reply: unknown;
  state: EventState;
  created_at: number;
  attempts: number;
  error: ErrorBody | null;
}

export interface BasketEntry {
  key: string;
  product_id: string;
  quantity: number;
  barcode?: string;
  /** what the code said besides the product; see sale/scanned_code.ts */
  label_amount?: number;
  markdown_price?: number;
  best_before?: string;
  batch?: string;
  serial?: string;
  alone?: boolean;
  computed_back?: boolean;
  /** 改价: by hand, per piece or kilogram */
  manual_price?: number;
  /** past its date, and a supervisor let it pass */
  sold_expired?: boolean;
  /** of either */
  reason?: string;
}

export interface AttachedMember {
  member_id: string;
  number: string;
  phone_masked: string;
  tier: string;
  points: number;
  /** As this till knew them when he was attached. */
  tags?: string[];
}

export interface OpenBasket {
  sale_id: string;
  state: "open" | "held";
  entries: BasketEntry[];
  member: AttachedMember | null;
  changed_at: number;
  /** on the counter, whether or not they are of use */
  coupons?: HeldCoupon[];
  /** what the cashier saw: "own_bag" */
  events?: string[];
  /** 整单优惠 */
  manual?: ManualDiscount | null;
  /** signed by the server, for what the person at the till may not do */
  approvals?: Approval[];
}

interface Setting {
  name: string;
  value: unknown;
}

export class TillDatabase extends Dexie {
  events!: Table<JournalEvent, number>;
  baskets!: Table<OpenBasket, string>;
  settings!: Table<Setting, string>;

  constructor(name = "huiji-till") {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({ events: "++order, &id, state", baskets: "sale_id, state", settings: "name" });
  }

  async setting<T>(name: string): Promise<T | undefined> {
    return (await this.settings.get(name))?.value as T | undefined;
  }

  async set(name: string, value: unknown): Promise<void> {
    await this.settings.put({ name, value });
  }
}

export const database = new TillDatabase();
