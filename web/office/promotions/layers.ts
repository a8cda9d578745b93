// The layers that a kind can belong to, in the order in which the engine computes them.
import type { KindDescription, Layer } from "../server/schema";

const LAYERS: Layer[] = [
  "unit_price",
  "quantity",
  "extra",
  "order",
  "coupon",
  "manual",
  "tender",
  "delivery",
  "rounding",
  "reward",
];

export interface KindGroup {
  layer: Layer;
  kinds: KindDescription[];
}

/** Layers without a kind are left out. */
export const groupsOf = (kinds: KindDescription[]): KindGroup[] =>
  LAYERS.map((layer) => ({ layer, kinds: kinds.filter((kind) => kind.layer === layer) })).filter(
    (group) => group.kinds.length > 0,
  );

/** Kinds whose name or sentence, in either language, has every word. */
export function searched(kinds: KindDescription[], text: string): KindDescription[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return kinds.filter(({ zh, en, summary_zh, summary_en, kind }) => {
    const said = [zh, zh.replace(/\s/g, ""), en, summary_zh, summary_en, kind].join(" ").toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}
