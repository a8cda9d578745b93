import { expect, it } from "vitest";
import type { Rules } from "@api/types";
import { eventsAsked } from "./events";

it("events are asked when an active promotion rewards them, each once", () => {
  const bag = { state: "active", parameters: { event: "own_bag", points: 10 } };
  const ended = { state: "ended", parameters: { event: "own_cup", points: 10 } };
  const other = { state: "active", parameters: { off: 1000 } };
  expect(eventsAsked({ promotions: [bag, bag, ended, other] } as unknown as Rules)).toEqual(["own_bag"]);
  expect(eventsAsked({ promotions: [other] } as unknown as Rules)).toEqual([]);
});
