// The columns of an import: what they are called by those who keep such lists.
#include <initializer_list>

#include "catalog/import.hpp"
#include "catalog/pinyin.hpp"

namespace huiji::catalog {
namespace {

struct Names {
  Column column;
  std::string_view heading;
  std::initializer_list<std::string_view> synonyms;  // folded, without _ - and brackets
};

const Names kNames[] = {
    {Column::code,
     "货号",
     {"编码", "商品编码", "自编码", "货品编码", "商品编号", "编号", "店内码", "code", "sku", "itemcode",
      "productcode", "plu"}},
    {Column::barcode,
     "条码",
     {"商品条码", "条形码", "国际条码", "主条码", "barcode", "barcodes", "ean", "ean13", "upc", "gtin"}},
    {Column::name,
     "品名",
     {"名称", "商品名称", "商品名", "货品名称", "商品", "name", "product", "productname"}},
    {Column::spec, "规格", {"规格型号", "商品规格", "spec", "specification"}},
    {Column::category, "分类", {"类别", "品类", "类目", "商品分类", "商品类别", "category", "department"}},
    {Column::unit, "单位", {"计量单位", "销售单位", "unit", "unitname", "uom"}},
    {Column::unit_kind, "计价方式", {"计价", "称重", "是否称重", "unitkind"}},
    {Column::price,
     "售价",
     {"零售价", "销售价", "价格", "单价", "price", "priceyuan", "retailprice", "saleprice", "unitprice"}},
    {Column::member_price, "会员价", {"会员售价", "vip价", "memberprice", "vipprice"}},
    {Column::cost,
     "进价",
     {"进货价", "成本", "成本价", "采购价", "cost", "costyuan", "costprice", "purchaseprice"}},
    {Column::tax_rate, "税率", {"销项税率", "增值税率", "tax", "taxrate", "vat", "vatrate"}},
    {Column::discountable, "可打折", {"允许打折", "参与促销", "discountable"}},
    {Column::state, "状态", {"商品状态", "state", "status"}},
    {Column::stock,
     "库存",
     {"库存数量", "库存量", "期初库存", "stock", "quantity", "qty", "openingstock", "onhand"}},
};

// "售价(元)", "price_yuan" and "Retail Price" without what does not matter.
std::string bare(std::string_view heading) {
  std::string text = fold(heading);
  for (std::string_view bracket : {"(", "（", "[", "【"})
    if (const std::size_t at = text.find(bracket); at != std::string::npos && at > 0) text.resize(at);
  std::string bare;
  for (char c : text)
    if (c != '_' && c != '-' && c != '*' && c != '/') bare += c;
  return bare;
}

}  // namespace

std::string_view heading(Column column) {
  for (const Names& names : kNames)
    if (names.column == column) return names.heading;
  HUIJI_CHECK(false);
}

std::optional<Column> column_of(std::string_view text) {
  const std::string name = bare(text);
  for (const Names& names : kNames) {
    if (name == names.heading) return names.column;
    for (std::string_view synonym : names.synonyms)
      if (name == synonym) return names.column;
  }
  return std::nullopt;
}

}  // namespace huiji::catalog
