// Words that a text field may suggest: those that the program itself knows, and those that the shop has used before.
// A field is known by its name, whatever kind it belongs to.
import type { Promotion } from "../server/schema";

export const WORDS = ["tier", "tag", "tender", "event", "channel", "method"] as const;
export type Word = (typeof WORDS)[number];
export type Suggestions = Record<Word, string[]>;

const KNOWN: Suggestions = {
  tier: [],
  tag: [],
  tender: ["cash", "wechat", "alipay", "unionpay", "card", "stored_value", "gift_card", "on_account"],
  event: ["own_bag"],
  channel: ["till", "online"],
  method: [],
};

export const isWord = (name: string): name is Word => (WORDS as readonly string[]).includes(name);

/** Every text that stands under this name, at any depth. */
export function textsUnder(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((entry) => textsUnder(entry, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === name && typeof entry === "string" ? [entry] : textsUnder(entry, name),
  );
}

function usedIn(promotion: Promotion, word: Word): string[] {
  const { tiers, tags, channels } = promotion.audience ?? { tiers: [], tags: [], channels: [] };
  const listed = { tier: tiers, tag: tags, channel: channels, tender: [], event: [], method: [] }[word];
  return [...listed, ...textsUnder(promotion.parameters, word)];
}

export function suggestionsOf(promotions: Promotion[], tiers: string[]): Suggestions {
  const all = (word: Word) => {
    const used = promotions.flatMap((promotion) => usedIn(promotion, word));
    return [...new Set([...(word === "tier" ? tiers : []), ...KNOWN[word], ...used])].filter((text) => text !== "");
  };
  return Object.fromEntries(WORDS.map((word) => [word, all(word)])) as Suggestions;
}
