// What this till must not lose, in the browser's own database, with every write flushed to the disk before it counts
// (durability: strict): the journal of sales, returns and registrations, the open and the held baskets, who this till is.
import Dexie, { type Table } from "dexie";
import type {
  Approval,
  CouponView,
  CreditAccount,
  ErrorBody,
  ManualDiscount,
  OperationReceipt,
  Receipt,
  Wallet,
  Wish,
} from "@api/types";
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
  /** the cards of a sale, for its receipt */
  cards?: PaidCard[];
  /** the server's answer */
  reply: unknown;
  state: EventState;
  created_at: number;
  attempts: number;
  error: ErrorBody | null;
}

/** A card of the member or of whoever holds it, or the member's credit account 挂账. */
export type PayingKind = "stored" | "gift" | "account";

/** What a receipt says of a card: four digits, and what is left on it when this till knew; of an account, what is owed. */
export interface PaidCard {
  allowance_id: string;
  masked: string;
  kind: PayingKind;
  after: number | null;
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
  /** points that may be spent; absent: not known */
  spendable?: number;
}

/** Points that this till may spend for this basket. */
export interface HeldPoints {
  allowances: { allowance_id: string; amount: number; lease: boolean }[];
  /** 积分抵现: wanted at most; the rest is for 积分换购 */
  spend: number;
}

/** A coupon with a code of its own, held for this basket. */
export interface HeldCode {
  reservation_id: string;
  coupon_id: string;
  promotion_id: string;
  code: string;
  name: string;
  deadline: number;
}

export interface OpenBasket {
  sale_id: string;
  state: "open" | "held";
  entries: BasketEntry[];
  member: AttachedMember | null;
  changed_at: number;
  /** on the counter, whether or not they are of use */
  coupons?: HeldCoupon[];
  /** coupons with codes, beside those of `coupons` */
  codes?: HeldCode[];
  points?: HeldPoints;
  /** 积分换购, asked for */
  wishes?: Wish[];
  /** what the cashier saw: "own_bag" */
  events?: string[];
  /** where the order came from: "online"; at the till when absent */
  channel?: string;
  /** 整单优惠 */
  manual?: ManualDiscount | null;
  /** signed by the server, for what the person at the till may not do */
  approvals?: Approval[];
}

/** Value leased for offline time; `spent` is written with the sale that spends it. */
export interface Lease {
  allowance_id: string;
  asset: "points" | "stored" | "credit";
  member_id: string | null;
  card_id: string | null;
  card_number: string | null;
  amount: number;
  bonus: number;
  spent: number;
  expires_at: number;
}

/** What this till may use of a limited promotion; what it used is written with the sale that used it. */
export interface Quota {
  promotion_id: string;
  /** absent while nothing was leased yet */
  lease_id: string | null;
  /** null: nothing counts them */
  times: number | null;
  budget: number | null;
  used_times: number;
  used_amount: number;
  opened_at: number;
  deadline: number;
  /** asked for, and not heard of yet: the same id until there is an answer */
  asking: string | null;
  /** earlier leases that a sale on its way may still need */
  old: string[];
}

/** Something of value that was done at the counter, under an id that the server does nothing twice for. */
export interface ValueOperation {
  id: string;
  path: string;
  body: unknown;
  /** what the cashier knows it by */
  kind: string;
  amount: number;
  created_at: number;
  state: "asking" | "done" | "refused";
  /** without a gift card's code */
  reply: OperationReceipt | null;
  error: ErrorBody | null;
}

/** Something held at the server that this till no longer needs. */
export interface GiveBack {
  path: string;
  method: "POST" | "DELETE";
  since: number;
}

/** What this till last heard of a member's wallet. */
export interface KnownWallet {
  member_id: string;
  known_at: number;
  wallet: Wallet;
  coupons: CouponView[];
  /** absent: nothing was heard of one */
  credit?: CreditAccount;
}

interface Setting {
  name: string;
  value: unknown;
}

export class TillDatabase extends Dexie {
  events!: Table<JournalEvent, number>;
  baskets!: Table<OpenBasket, string>;
  settings!: Table<Setting, string>;
  leases!: Table<Lease, string>;
  operations!: Table<ValueOperation, string>;
  give_backs!: Table<GiveBack, string>;
  wallets!: Table<KnownWallet, string>;
  quotas!: Table<Quota, string>;

  constructor(name = "huiji-till") {
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({ events: "++order, &id, state", baskets: "sale_id, state", settings: "name" });
    this.version(2).stores({
      leases: "allowance_id",
      operations: "id, state, created_at",
      give_backs: "path",
      wallets: "member_id, known_at",
    });
    this.version(3).stores({ quotas: "promotion_id" });
  }

  async setting<T>(name: string): Promise<T | undefined> {
    return (await this.settings.get(name))?.value as T | undefined;
  }

  async set(name: string, value: unknown): Promise<void> {
    await this.settings.put({ name, value });
  }
}

export const database = new TillDatabase();
