import { describe, expect, it } from "vitest";
import { characterOf, Wedge, type WedgeStep } from "./wedge";

function type(
  text: string,
  gapMs: number,
  start = 0,
  wedge = new Wedge(),
): { last: WedgeStep; wedge: Wedge; end: number } {
  let time = start;
  let last: WedgeStep = { kind: "other" };
  for (const character of [...text, "Enter"]) {
    const upper = /^[A-Z]$/.test(character);
    const code =
      character === "Enter" ? "Enter" : /\d/.test(character) ? `Digit${character}` : `Key${character.toUpperCase()}`;
    // "Process" is what an input method leaves of every key.
    last = wedge.key({ key: "Process", code, shiftKey: upper, timeStamp: (time += gapMs) });
  }
  return { last, wedge, end: time };
}

describe("the scanner", () => {
  it("is recognised by its speed", () => {
    expect(type("6901234567892", 8).last).toEqual({ kind: "scan", code: "6901234567892" });
    expect(type("6901234567892", 30).last).toEqual({ kind: "scan", code: "6901234567892" });
  });
  it("is not a person who types", () => expect(type("6901234567892", 90).last).toEqual({ kind: "other" }));
  it("does not take an amount and Enter", () => expect(type("10000", 5).last).toEqual({ kind: "other" }));
  it("reads receipt numbers with letters", () =>
    expect(type("R2611220300123", 6).last).toEqual({ kind: "scan", code: "R2611220300123" }));

  it("begins again after a pause, so that what was typed before is no part of the code", () => {
    const slow = new Wedge();
    slow.key({ key: "9", code: "Digit9", shiftKey: false, timeStamp: 0 });
    expect(type("69012345", 5, 500, slow).last).toEqual({ kind: "scan", code: "69012345" });
  });
  it("marks the first key of a burst, where the text must be put back to", () => {
    const wedge = new Wedge();
    expect(wedge.key({ key: "Process", code: "Digit6", shiftKey: false, timeStamp: 100 })).toEqual({
      kind: "burst",
      first: true,
    });
    expect(wedge.key({ key: "Process", code: "Digit9", shiftKey: false, timeStamp: 105 })).toEqual({
      kind: "burst",
      first: false,
    });
  });
  it("reads a two-dimensional code with its separators, as a US keyboard types them", () => {
    const wedge = new Wedge();
    let time = 0;
    const press = (code: string, shiftKey = false, ctrlKey = false, key = "Process") =>
      wedge.key({ key, code, shiftKey, ctrlKey, timeStamp: (time += 5) });
    press("BracketRight");
    press("KeyD");
    press("Digit2");
    for (const digit of "0106921168509256") press(`Digit${digit}`);
    for (const digit of "10") press(`Digit${digit}`);
    press("ShiftLeft", true);
    press("KeyL", true);
    press("ControlLeft", false, true, "Control");
    press("BracketRight", false, true, "]");
    for (const digit of "17261231") press(`Digit${digit}`);
    press("", false, false, "\x1d");
    expect(press("Enter")).toEqual({ kind: "scan", code: "]d2010692116850925610L\x1d17261231\x1d" });
  });
  it("waits with Enter no longer than between keys", () => {
    const wedge = new Wedge();
    for (const [i, digit] of [..."690123"].entries())
      wedge.key({ key: "Process", code: `Digit${digit}`, shiftKey: false, timeStamp: i * 5 });
    expect(wedge.key({ key: "Process", code: "Enter", shiftKey: false, timeStamp: 500 })).toEqual({ kind: "other" });
  });
  it("reads two scans in a row", () => {
    const first = type("69012345", 5);
    expect(type("69054321", 5, first.end + 5, first.wedge).last).toEqual({ kind: "scan", code: "69054321" });
  });
});

describe("one key", () => {
  it.each([
    ["7", "Digit7", false, "7"],
    ["7", "Numpad7", false, "7"],
    ["*", "Digit8", true, null],
    ["*", "NumpadMultiply", false, null],
    ["a", "KeyQ", false, "a"],
    ["Process", "Digit7", false, "7"],
    ["\uff17", "Digit7", false, "7"],
    ["Process", "KeyR", true, "R"],
    ["Process", "KeyR", false, "r"],
    ["Process", "Minus", false, "-"],
    ["Process", "Digit8", true, null],
    ["Process", "Digit9", true, "("],
    ["Process", "Slash", true, "?"],
    ["Process", "Semicolon", true, ":"],
    ["?", "Slash", true, "?"],
    ["+", "Equal", true, null],
    ["Process", "Equal", true, null],
    ["F9", "F9", false, null],
    ["ArrowUp", "ArrowUp", false, null],
  ])("%s at %s (shift %s) is %s", (key, code, shiftKey, character) =>
    expect(characterOf({ key, code, shiftKey })).toBe(character),
  );
});
