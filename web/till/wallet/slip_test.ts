import { expect, it } from "vitest";
import { changesOf } from "./slip";

it("a slip says what changed and what is there afterwards, money as money", () =>
  expect(
    changesOf({
      changes: [
        { asset: "principal", change: 50000, after: 62000 },
        { asset: "bonus", change: -5000, after: 0 },
        { asset: "points", change: 100, after: -3 },
      ],
    }),
  ).toEqual([
    { asset: "principal", change: "+500.00", after: "620.00" },
    { asset: "bonus", change: "−50.00", after: "0.00" },
    { asset: "points", change: "+100", after: "−3" },
  ]));
