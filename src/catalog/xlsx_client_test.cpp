#include "catalog/xlsx_client.hpp"

#include <gtest/gtest.h>
#include <zip.h>

#include "catalog/catalog_errors.hpp"
#include "catalog/encoding_client.hpp"

namespace huiji::catalog {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zipped(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts)
    zip_file_add(zip, name.c_str(), zip_source_buffer(zip, content.data(), content.size(), 0),
                 ZIP_FL_ENC_UTF_8);
  zip_close(zip);
  zip_source_open(target);
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

Parts workbook(const std::string& rows, const std::string& strings = "") {
  return {
      {"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="old" state="hidden" r:id="rId1"/>)"
                          R"(<sheet name="goods" r:id="rId2"/></sheets></workbook>)"},
      {"xl/_rels/workbook.xml.rels",
       R"(<Relationships><Relationship Id="rId1" Target="worksheets/hidden.xml"/>)"
       R"(<Relationship Id="rId2" Target="worksheets/sheet1.xml"/></Relationships>)"},
      {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

TEST(Xlsx, cells_of_every_kind) {
  const Result<Sheet> sheet = read_xlsx(zipped(workbook(
      R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>售价</t></is></c></row>)"
      R"(<row r="3"><c r="A3"><v>6.901234567892E+12</v></c><c r="C3"><v>3.7999999999999998</v></c>)"
      R"(<c r="D3" t="s"><v>1</v></c><c r="E3" t="str"><f>A1</f><v>x</v></c><c r="F3" t="b"><v>1</v></c></row>)"
      R"(<row r="4"><c r="A4"/></row><row><c><v>7</v></c><c t="s"><v>99</v></c></row>)",
      "<si><t>条码</t></si><si><r><t>上</t></r><r><t>海</t></r><rPh><t>shanghai</t></rPh></si>")));
  ASSERT_TRUE(sheet) << sheet.refusal().text(false);
  ASSERT_EQ(sheet->size(), 3u) << "an empty row is left out";
  EXPECT_EQ((*sheet)[0].cells, (std::vector<std::string>{"条码", "售价"}));
  EXPECT_EQ((*sheet)[1].number, 3);
  EXPECT_EQ((*sheet)[1].cells, (std::vector<std::string>{"6901234567892", "", "3.8", "上海", "x", "1"}));
  EXPECT_EQ((*sheet)[2].number, 5);
  EXPECT_EQ((*sheet)[2].cells, (std::vector<std::string>{"7", ""})) << "a shared string that is not there";
}

TEST(Xlsx, what_is_no_workbook_is_refused) {
  EXPECT_TRUE(looks_like_xlsx(zipped({{"a", "b"}})));
  EXPECT_FALSE(looks_like_xlsx("条码,品名"));
  EXPECT_EQ(read_xlsx("PK\x03\x04 nonsense").refusal().code, &import_workbook);
  EXPECT_EQ(read_xlsx(zipped({{"a.txt", "b"}})).refusal().code, &import_workbook);
  Parts broken = workbook("<row>");
  EXPECT_EQ(read_xlsx(zipped(broken)).refusal().code, &import_workbook);
  Parts sheetless = workbook("");
  sheetless.pop_back();
  EXPECT_EQ(read_xlsx(zipped(sheetless)).refusal().code, &import_workbook);
}

TEST(Xlsx, a_bomb_is_not_unpacked) {
  const std::size_t limit = std::size_t{4} << 20;
  const std::string bytes = zipped(workbook(std::string(limit + 1, ' ')));
  EXPECT_LT(bytes.size(), limit / 100) << "it looks harmless";
  EXPECT_EQ(read_xlsx(bytes, limit).refusal().code, &import_too_large);
}

TEST(Xlsx, entities_are_not_expanded) {
  Parts parts = workbook(R"(<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>)");
  parts.back().second = R"(<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>)" + parts.back().second;
  const Result<Sheet> sheet = read_xlsx(zipped(parts));
  for (const SheetRow& row : sheet ? *sheet : Sheet{})
    EXPECT_EQ(row.cells[0].find("aaaa"), std::string::npos);
}

TEST(Xlsx, what_is_written_reads_back) {
  const SheetOut sheet{{CellKind::digits, CellKind::text, CellKind::number},
                       {{"条码", "品名", "售价"},
                        {"6901234567892", "=1+1", "3.80"},
                        {"0038900004095", "a<&>\"b\"", "0.07"},
                        {"", "无条码", "1999.99"}}};
  const Result<Sheet> read = read_xlsx(write_xlsx(sheet));
  ASSERT_TRUE(read) << read.refusal().text(false);
  ASSERT_EQ(read->size(), 4u);
  EXPECT_EQ((*read)[1].cells, (std::vector<std::string>{"6901234567892", "=1+1", "3.8"}));
  EXPECT_EQ((*read)[2].cells, (std::vector<std::string>{"0038900004095", "a<&>\"b\"", "0.07"}));
  EXPECT_EQ((*read)[3].cells, (std::vector<std::string>{"", "无条码", "1999.99"}));
}

TEST(Encoding, gb18030_and_utf8_and_neither) {
  EXPECT_EQ(*to_utf8("米醋"), "米醋");
  EXPECT_EQ(*to_utf8("\xC3\xD7\xB4\xD7"), "米醋");
  EXPECT_EQ(*to_utf8("\xC3\xD7,\x95\x32\x82\x36"), "米,𠀀") << "four bytes: beyond GBK";
  EXPECT_EQ(*to_utf8(std::string("\xFF\xFE\x73\x7C\x2C\x00", 6)), "米,") << "Unicode text of older Excel";
  EXPECT_EQ(to_utf8("\xC3\xD7\xB4").refusal().code, &import_encoding);
  EXPECT_EQ(to_utf8("\xFF\x80\xFF").refusal().code, &import_encoding);
}

}  // namespace
}  // namespace huiji::catalog
