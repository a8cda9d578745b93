// A keyboard-wedge scanner types its code far faster than a person and ends it with Enter. The codes are read from
// KeyboardEvent.code, the place of the key, because an input method may have turned `key` into "Process" or into
// full-width characters. A burst that turns out to be a scan has already put characters into whatever had the focus;
// the caller gets told, and puts the text back as it was before the burst.

import { SEPARATOR } from "./input_line";

export interface WedgeKey {
  ctrlKey?: boolean;
  /** what the system made of the key; may be "Process" or a full-width character */
  key: string;
  code: string;
  shiftKey: boolean;
  timeStamp: number;
}

/** Keys of one scan lie closer together than this; a fast typist needs 80 ms and more. */
export const LONGEST_GAP_MS = 50;
export const SHORTEST_CODE = 6;

// A star and a plus end a burst: they are the cashier's own keys.
const MARKS: Record<string, string> = {
  Minus: "-",
  Slash: "/",
  Period: ".",
  Comma: ",",
  Space: " ",
  Equal: "=",
  Semicolon: ";",
  BracketRight: "]",
  NumpadSubtract: "-",
  NumpadDecimal: ".",
  NumpadDivide: "/",
};

const SHIFTED: Record<string, string> = {
  Digit1: "!",
  Digit3: "#",
  Digit5: "%",
  Digit7: "&",
  Digit9: "(",
  Digit0: ")",
  Minus: "_",
  Slash: "?",
  Semicolon: ":",
};

const CODE_CHARACTER = /^[0-9A-Za-z \-./,:;?=&%!#_()\]]$/;

/** The separator of a two-dimensional code: as it is, or as scanners type it, Ctrl+]. */
export const isSeparator = (key: { key: string; code: string; ctrlKey?: boolean }): boolean =>
  key.key === SEPARATOR || (key.ctrlKey === true && (key.key === "]" || key.code === "BracketRight"));

/** A plain character is what it says, whatever the keyboard's layout; anything else goes by the place of the key. */
export function characterOf(key: Omit<WedgeKey, "timeStamp">): string | null {
  if (isSeparator(key)) return SEPARATOR;
  if (/^[ -~]$/.test(key.key)) return CODE_CHARACTER.test(key.key) ? key.key : null;
  if (key.shiftKey && SHIFTED[key.code]) return SHIFTED[key.code]!;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(key.code);
  if (digit) return key.shiftKey && key.code.startsWith("Digit") ? null : digit[1]!;
  const letter = /^Key([A-Z])$/.exec(key.code);
  if (letter) return key.shiftKey ? letter[1]! : letter[1]!.toLowerCase();
  return key.shiftKey ? null : (MARKS[key.code] ?? null);
}

export type WedgeStep =
  /** not part of a scan */
  | { kind: "other" }
  /** may become a scan; `first` marks the key that opens the burst */
  | { kind: "burst"; first: boolean }
  | { kind: "scan"; code: string };

export class Wedge {
  private text = "";
  private last = -Infinity;

  /** Feed every keydown in order. */
  key(event: WedgeKey): WedgeStep {
    const gap = event.timeStamp - this.last;
    if (/^(?:Shift|Control)(?:Left|Right)$/.test(event.code)) return { kind: "other" };
    if (event.code === "Enter" || event.code === "NumpadEnter" || event.code === "Tab") {
      const code = this.text;
      this.reset();
      return code.length >= SHORTEST_CODE && gap <= LONGEST_GAP_MS ? { kind: "scan", code } : { kind: "other" };
    }
    const character = characterOf(event);
    if (character === null) {
      this.reset();
      return { kind: "other" };
    }
    const first = gap > LONGEST_GAP_MS || this.text === "";
    this.text = first ? character : this.text + character;
    this.last = event.timeStamp;
    return { kind: "burst", first };
  }

  private reset() {
    this.text = "";
    this.last = -Infinity;
  }
}
