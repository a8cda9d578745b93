import { describe, expect, it } from "vitest";
import { fileProblem, kindOf, LIMIT_BYTES } from "./import_source";

describe("a file to import", () => {
  it.each([
    ["goods.csv", "csv"],
    ["商品资料.XLSX", "xlsx"],
    ["goods.xls", null],
    ["csv", null],
  ])("%s is %s", (name, kind) => expect(kindOf(name)).toBe(kind));

  it("is looked at before it is sent", () => {
    expect(fileProblem({ name: "a.csv", size: 10 })).toBeNull();
    expect(fileProblem({ name: "a.pdf", size: 10 })).toBe("office.import.wrong_kind");
    expect(fileProblem({ name: "a.csv", size: 0 })).toBe("office.import.empty_file");
    expect(fileProblem({ name: "a.csv", size: LIMIT_BYTES + 1 })).toBe("office.import.too_big");
  });
});
