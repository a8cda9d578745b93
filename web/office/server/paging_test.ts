import { describe, expect, it } from "vitest";
import { emptyPaging, Pager, type Page } from "./paging";

const pages: Record<string, Page<number>> = {
  first: { rows: [1, 2], next: "b", total: 5 },
  b: { rows: [3, 4], next: "c", total: 5 },
  c: { rows: [5], total: 5 },
};
const book = (cursor: string | null) => Promise.resolve(pages[cursor ?? "first"]!);

describe("paging by cursor", () => {
  it("appends page after page until there is no next", async () => {
    const pager = new Pager(emptyPaging<number>());
    await pager.start(book);
    expect(pager.state.rows).toEqual([1, 2]);
    await pager.more();
    await pager.more();
    await pager.more();
    expect(pager.state).toMatchObject({ rows: [1, 2, 3, 4, 5], next: null, total: 5, loading: false });
  });

  it("drops the answer to an older question", async () => {
    const pager = new Pager(emptyPaging<number>());
    let answerOld: (page: Page<number>) => void = () => {};
    const old = pager.start(() => new Promise((resolve) => (answerOld = resolve)));
    await pager.start(() => Promise.resolve({ rows: [9] }));
    answerOld({ rows: [1] });
    await old;
    expect(pager.state.rows).toEqual([9]);
  });

  it("aborts the older request", async () => {
    const pager = new Pager(emptyPaging<number>());
    let aborted = false;
    void pager.start((_, signal) => {
      signal.addEventListener("abort", () => (aborted = true));
      return new Promise(() => {});
    });
    await pager.start(book);
    expect(aborted).toBe(true);
  });

  it("keeps the rows and the error when a page fails, and does not ask twice at once", async () => {
    const pager = new Pager(emptyPaging<number>());
    let calls = 0;
    await pager.start((cursor) => {
      calls += 1;
      return cursor ? Promise.reject(new Error("gone")) : book(null);
    });
    await Promise.all([pager.more(), pager.more()]);
    expect(calls).toBe(2);
    expect(pager.state.rows).toEqual([1, 2]);
    expect((pager.state.error as Error).message).toBe("gone");
  });
});
