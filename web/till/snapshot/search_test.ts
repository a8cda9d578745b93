import { describe, expect, it } from "vitest";
import type { TillProduct } from "@api/types";
import { ProductSearch } from "./search";

function product(code: string, name: string, key: string, state: "active" | "retired" = "active"): TillProduct {
  return {
    id: `00000000-0000-7000-8000-${code.padStart(12, "0")}`,
    code,
    name,
    spec: "250ml",
    category: "00000000-0000-7000-8000-000000000001",
    unit_kind: "piece",
    unit_name: "盒",
    price: 350,
    tax_rate: 1300,
    discountable: true,
    state,
    search_key: `${name}|${code}|${key}`,
    barcodes: [],
  };
}
const names = (found: TillProduct[]) => found.map((hit) => hit.name);

const search = new ProductSearch([
  product("1001", "晨光牧场 纯牛奶", "cgmccnn chenguangmuchangchunniunai"),
  product("1002", "牛奶糖", "nnt niunaitang"),
  product("1003", "重庆火锅底料", "cqhgdl chongqinghuoguodiliao zqhgdl"),
  product("1004", "酸牛奶", "snn suanniunai", "retired"),
  product("2", "长沙臭豆腐", "cscdf changshachoudoufu zscdf"),
]);

describe("search", () => {
  it("finds by a piece of the name, the one that begins so first", () =>
    expect(names(search.find("牛奶"))).toEqual(["牛奶糖", "晨光牧场 纯牛奶"]));
  it("finds by initials, in either reading of a polyphone", () => {
    expect(names(search.find("cqhg"))).toEqual(["重庆火锅底料"]);
    expect(names(search.find("zqhg"))).toEqual(["重庆火锅底料"]);
  });
  it("finds by full pinyin, whatever the case", () => expect(names(search.find("NiuNai"))[0]).toBe("牛奶糖"));
  it("narrows with a second word", () => expect(names(search.find("nn 纯"))).toEqual(["晨光牧场 纯牛奶"]));
  it("puts the exact code first", () => expect(names(search.find("2"))[0]).toBe("长沙臭豆腐"));
  it("leaves out what is no longer sold", () => expect(names(search.find("suan"))).toEqual([]));
  it("finds nothing for nothing", () => {
    expect(search.find("  ")).toEqual([]);
    expect(search.find("xyzzy")).toEqual([]);
  });

  it("finds the one among 20,000 products and shows no endless list", () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      product(String(i), `惠选商品${i} 原味`, `hxsp${i}yw huixuanshangpin${i}yuanwei`),
    );
    const big = new ProductSearch(many);
    expect(names(big.find("19999"))[0]).toBe("惠选商品19999 原味");
    expect(big.find("huixuan").length).toBeGreaterThan(0);
    expect(big.find("huixuan").length).toBeLessThanOrEqual(50);
    expect(big.find("xyzzy")).toEqual([]);
  });
});
