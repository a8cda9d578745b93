// Every "no" of the catalogue. A refusal of a barcode says which digit was expected: the usual cause is a
// number copied by hand.
#pragma once

#include "kernel/result.hpp"

namespace huiji::catalog {

// Products and categories.
inline const ErrorCode product_unknown{"catalog.product_unknown", Family::not_found,
                                       "没有这个商品，请刷新列表",
                                       "There is no such product: reload the list"};
inline const ErrorCode category_unknown{"catalog.category_unknown", Family::refused,
                                        "没有这个分类，请重新选择分类",
                                        "There is no such category: choose another one"};
inline const ErrorCode category_loop{"catalog.category_loop", Family::refused,
                                     "分类不能放到自己或自己的下级里，请换一个上级分类",
                                     "A category can't hang below itself: choose another parent"};
inline const ErrorCode category_too_deep{"catalog.category_too_deep", Family::refused,
                                         "分类最多 {levels} 级，请放到更上一级",
                                         "Categories have at most {levels} levels: hang it higher"};
inline const ErrorCode category_name_taken{"catalog.category_name_taken", Family::refused,
                                           "同一级里已有分类“{name}”，请换一个名称",
                                           "There is a category “{name}” on this level: choose another name"};
inline const ErrorCode category_name_slash{"catalog.category_name_slash", Family::malformed,
                                           "分类名称不能含“/”，它用来分隔上下级",
                                           "A category's name can't hold “/”, which separates the levels"};
inline const ErrorCode name_missing{"catalog.name_missing", Family::malformed, "缺少名称，请填写",
                                    "The name is missing: fill it in"};
inline const ErrorCode text_too_long{
    "catalog.text_too_long", Family::malformed, "“{field_zh}”太长，最多 {limit} 个字节（一个汉字占 3 个）",
    "“{field_en}” is too long: at most {limit} bytes (a Chinese character takes 3)"};
inline const ErrorCode code_missing{"catalog.code_missing", Family::malformed, "缺少货号，请填写",
                                    "The product code is missing: fill it in"};
inline const ErrorCode code_taken{"catalog.code_taken", Family::refused,
                                  "货号 {code} 已用于“{other}”，请换一个",
                                  "Code {code} belongs to “{other}” already: choose another one"};
inline const ErrorCode barcode_taken{"catalog.barcode_taken", Family::refused,
                                     "条码 {barcode} 已用于“{other}”，请先从那个商品移除",
                                     "Barcode {barcode} belongs to “{other}”: remove it there first"};
inline const ErrorCode barcode_twice{"catalog.barcode_twice", Family::malformed,
                                     "条码 {barcode} 写了两次，请删掉一个",
                                     "Barcode {barcode} is given twice: remove one"};
inline const ErrorCode product_changed{
    "catalog.product_changed", Family::refused, "这个商品刚被别人改过，请刷新后再改",
    "Somebody changed this product meanwhile: reload it and change it again"};
inline const ErrorCode price_missing{"catalog.price_missing", Family::malformed,
                                     "在售商品的售价必须大于 0，停售的商品可以为 0",
                                     "A product on sale needs a price above 0; a retired one may have 0"};
inline const ErrorCode member_price_wrong{
    "catalog.member_price_wrong", Family::malformed, "会员价必须大于 0 且不高于售价，没有会员价请留空",
    "The member price must be above 0 and not above the price; leave it empty for none"};
inline const ErrorCode cost_negative{"catalog.cost_negative", Family::malformed, "进价不能小于 0",
                                     "The cost can't be below 0"};

// Barcodes.
inline const ErrorCode barcode_not_digits{"catalog.barcode_not_digits", Family::malformed,
                                          "条码 {barcode} 含有数字以外的字符，请只填数字",
                                          "Barcode {barcode} holds something other than digits: digits only"};
inline const ErrorCode barcode_length{
    "catalog.barcode_length", Family::malformed,
    "条码 {barcode} 有 {length} 位，商品条码应为 8、12、13 或 14 位，请对照包装补全",
    "Barcode {barcode} has {length} digits, a GTIN has 8, 12, 13 or 14: compare with the package"};
inline const ErrorCode barcode_check_digit{
    "catalog.barcode_check_digit", Family::malformed,
    "条码 {barcode} 的校验码不对，末位应为 {expected}，请对照包装重新输入",
    "Barcode {barcode} has a wrong check digit, the last one should be {expected}: compare with the package"};
inline const ErrorCode barcode_coupon{"catalog.barcode_coupon", Family::malformed,
                                      "条码 {barcode} 是优惠券号段，不能作商品条码",
                                      "Barcode {barcode} is a coupon number and can't name a product"};
inline const ErrorCode barcode_label{"catalog.barcode_label", Family::malformed,
                                     "称重商品请填 4 至 6 位 PLU 码，{barcode} 像是带重量或金额的整条标签码",
                                     "Goods by weight take a PLU of 4 to 6 digits; {barcode} looks like a "
                                     "whole label with a weight or an amount"};
inline const ErrorCode barcode_plu_piece{
    "catalog.barcode_plu_piece", Family::malformed,
    "{barcode} 是 PLU 码，只用于称重商品；计件商品请填包装条码，或填在货号里",
    "{barcode} is a PLU, which is for goods by weight; goods by piece take the package's barcode, or use the "
    "product code"};

// Import and export.
inline const ErrorCode import_format{"catalog.import_format", Family::malformed,
                                     "只能导入 CSV 或 XLSX 文件，请另存为其中一种",
                                     "Only CSV and XLSX files can be imported: save the file as one of them"};
inline const ErrorCode import_encoding{"catalog.import_encoding", Family::malformed,
                                       "文件既不是 UTF-8 也不是 GB18030 编码，请另存为“CSV UTF-8”",
                                       "The file is neither UTF-8 nor GB18030: save it as “CSV UTF-8”"};
inline const ErrorCode import_quotes{"catalog.import_quotes", Family::malformed,
                                     "第 {row} 行的引号没有配对，请检查这一行",
                                     "Row {row} has an unbalanced quotation mark: check this row"};
inline const ErrorCode import_workbook{
    "catalog.import_workbook", Family::malformed, "无法读取这个 XLSX 文件：{reason}，请用表格软件重新保存",
    "This XLSX file can't be read: {reason}. Save it again with a spreadsheet program"};
inline const ErrorCode import_too_large{"catalog.import_too_large", Family::too_large,
                                        "文件太大（最多 {limit_zh}），请分成几份导入",
                                        "The file is too large (at most {limit_en}): import it in parts"};
inline const ErrorCode import_empty{"catalog.import_empty", Family::malformed,
                                    "文件里没有商品，第一行应为表头",
                                    "The file holds no product; its first row must be the heading"};
inline const ErrorCode import_column_missing{
    "catalog.import_column_missing", Family::malformed, "表头缺少“{column}”列，请在第一行补上",
    "The heading lacks the column “{column}”: add it to the first row"};
inline const ErrorCode import_column_twice{"catalog.import_column_twice", Family::malformed,
                                           "表头里有两列都是“{column}”，请删掉一列",
                                           "Two columns of the heading mean “{column}”: remove one"};
inline const ErrorCode import_reused{"catalog.import_reused", Family::refused,
                                     "这个导入编号已用于另一个文件，请重新选择文件再导入",
                                     "This import id was used for another file: choose the file again"};
inline const ErrorCode import_changed{"catalog.import_changed", Family::refused,
                                      "商品刚被别人改过，请重新试导入",
                                      "Products changed meanwhile: run the dry run again"};
inline const ErrorCode cell_amount{"catalog.cell_amount", Family::malformed,
                                   "“{value}”不是有效的金额，请填元，最多两位小数，如 3.50",
                                   "“{value}” is no amount: give yuan with at most two decimals, as 3.50"};
inline const ErrorCode cell_rate{"catalog.cell_rate", Family::malformed,
                                 "“{value}”不是有效的税率，请填如 13% 或 0.13",
                                 "“{value}” is no tax rate: write 13% or 0.13"};
inline const ErrorCode cell_stock{
    "catalog.cell_stock", Family::malformed, "“{value}”不是有效的库存，计件填整数，称重最多三位小数",
    "“{value}” is no stock: whole numbers for pieces, at most three decimals by weight"};
inline const ErrorCode cell_flag{"catalog.cell_flag", Family::malformed, "“{value}”看不懂，请填“是”或“否”",
                                 "“{value}” is not understood: write yes or no"};
inline const ErrorCode cell_state{"catalog.cell_state", Family::malformed,
                                  "“{value}”看不懂，请填“在售”或“停售”",
                                  "“{value}” is not understood: write active or retired"};
inline const ErrorCode cell_unit_kind{"catalog.cell_unit_kind", Family::malformed,
                                      "“{value}”看不懂，请填“计件”或“称重”",
                                      "“{value}” is not understood: write piece or weight"};
inline const ErrorCode cell_scientific{
    "catalog.cell_scientific", Family::malformed,
    "“{value}”已被表格软件改成科学计数，丢了数字，请把这一列设为文本后重新填写",
    "“{value}” was turned into scientific notation and lost digits: set the column to text and enter it "
    "again"};
inline const ErrorCode cell_unit{
    "catalog.cell_unit", Family::malformed, "称重商品按公斤计价，单位不能是“{value}”，请把价格换算后改为 kg",
    "Goods by weight are priced per kilogram, not per “{value}”: convert the price and write kg"};
inline const ErrorCode row_without_key{"catalog.row_without_key", Family::malformed,
                                       "这一行既没有条码也没有货号，请至少填一个",
                                       "This row has neither a barcode nor a code: give at least one"};
inline const ErrorCode row_repeats{"catalog.row_repeats", Family::malformed,
                                   "与第 {row} 行是同一个商品，请只留一行",
                                   "This is the same product as row {row}: keep one of them"};
inline const ErrorCode row_ambiguous{
    "catalog.row_ambiguous", Family::refused, "这一行的条码属于不同的商品：“{first}”和“{second}”，请先整理",
    "The barcodes of this row belong to different products, “{first}” and “{second}”: sort them out first"};
inline const ErrorCode row_too_wide{
    "catalog.row_too_wide", Family::malformed, "这一行有 {cells} 格，表头只有 {columns} 列，请检查逗号和引号",
    "This row has {cells} cells, the heading only {columns}: check commas and quotation marks"};

// Notes of an import: the row went in, but something is worth a look.
inline const ErrorCode note_column_ignored{"catalog.note_column_ignored", Family::malformed,
                                           "表头“{value}”不认识，这一列没有导入",
                                           "The heading “{value}” is unknown: this column was left out"};
inline const ErrorCode note_tax_assumed{"catalog.note_tax_assumed", Family::malformed,
                                        "没有税率列，新商品按 13% 计税，请核对 9% 的商品",
                                        "There is no tax column: new products got 13 %, check those of 9 %"};
inline const ErrorCode note_stock_kept{
    "catalog.note_stock_kept", Family::malformed,
    "库存列只用于新商品，已有商品的库存没有改成 {value}，请用盘点调整",
    "The stock column is for new products only; this one's stock was not set to {value}: take stock instead"};
inline const ErrorCode note_more{"catalog.note_more", Family::malformed,
                                 "只列出前 {value} 条，请改好后再试导入",
                                 "Only the first {value} are listed: correct them and run the dry run again"};

}  // namespace huiji::catalog
