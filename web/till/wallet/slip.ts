// The lines of a slip: what changed, with its sign, and what is there afterwards. Money as money, the rest as counts.
import type { OperationReceipt } from "@api/types";
import { moneyText } from "@ui/money";

export interface SlipRow {
  asset: OperationReceipt["changes"][number]["asset"];
  change: string;
  after: string;
}

const isMoney = (asset: SlipRow["asset"]): boolean => ["principal", "bonus", "receivable"].includes(asset);
const signed = (text: string, of: number): string => (of > 0 ? `+${text}` : text);
const count = (of: number): string => (of < 0 ? `\u2212${-of}` : String(of));

export const changesOf = ({ changes }: Pick<OperationReceipt, "changes">): SlipRow[] =>
  changes.map(({ asset, change, after }) => ({
    asset,
    change: signed(isMoney(asset) ? moneyText(change) : count(change), change),
    after: isMoney(asset) ? moneyText(after) : count(after),
  }));
