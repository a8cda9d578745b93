#include "catalog/sheet.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "catalog/catalog_errors.hpp"

namespace huiji::catalog {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(std::string_view text) {
  const Result<Sheet> sheet = parse_csv(text);
  std::vector<Cells> rows;
  if (!sheet) return rows;
  for (const SheetRow& row : *sheet) rows.push_back(row.cells);
  return rows;
}

TEST(Csv, separators_line_ends_and_marks) {
  const std::vector<Cells> expected{{"品名", "售价"}, {"米醋", "5.6"}};
  EXPECT_EQ(cells_of("品名,售价\n米醋,5.6\n"), expected);
  EXPECT_EQ(cells_of("品名,售价\r\n米醋,5.6"), expected);
  EXPECT_EQ(cells_of("品名\t售价\r米醋\t5.6\r"), expected);
  EXPECT_EQ(cells_of("\xEF\xBB\xBF品名;售价\n米醋;5.6\n"), expected);
  EXPECT_EQ(cells_of("\"品名\",\"售价\"\n\"米醋\",5.6"), expected);
}

TEST(Csv, quotation_marks) {
  EXPECT_EQ(cells_of("a,b\n\"x,y\",\"say \"\"hi\"\"\"\n\"two\nlines\",5\" disc\n"),
            (std::vector<Cells>{{"a", "b"}, {"x,y", "say \"hi\""}, {"two\nlines", "5\" disc"}}));
  const Result<Sheet> broken = parse_csv("a,b\n1,2\n\"open,3\n4,5\n");
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.refusal().code, &import_quotes);
  EXPECT_EQ(broken.refusal().details[0].value, "3");
}

TEST(Csv, empty_rows_are_left_out_and_numbers_kept) {
  const Result<Sheet> sheet = parse_csv("a,b\n\n , \n1,2\n");
  ASSERT_TRUE(sheet);
  ASSERT_EQ(sheet->size(), 2u);
  EXPECT_EQ((*sheet)[1].number, 4);
  EXPECT_TRUE(parse_csv("")->empty());
}

TEST(Csv, what_is_written_for_excel_reads_back_clean) {
  const SheetOut sheet{{CellKind::digits, CellKind::text, CellKind::number},
                       {{"条码", "品名", "售价"},
                        {"6901234567892", "=1+1", "-3.50"},
                        {"0038900004095", "a,\"b\"", "2"},
                        {"4011", "'quoted'", "1"}}};
  const std::string text = write_csv(sheet);
  EXPECT_NE(text.find("\"\t6901234567892\""), std::string::npos) << "Excel must not round it";
  EXPECT_NE(text.find("'=1+1"), std::string::npos) << "Excel must not run it";
  EXPECT_NE(text.find("-3.50"), std::string::npos);
  std::vector<Cells> rows = cells_of(text);
  for (Cells& row : rows)
    for (std::string& cell : row) cell = clean_cell(cell);
  EXPECT_EQ(rows, sheet.rows);
}

TEST(Csv, cells_lose_their_protection) {
  EXPECT_EQ(clean_cell(" 690 "), "690");
  EXPECT_EQ(clean_cell("\t690\xE3\x80\x80"), "690");
  EXPECT_EQ(clean_cell("=\"0690\""), "0690");
  EXPECT_EQ(clean_cell("'0690"), "0690");
  EXPECT_EQ(clean_cell(""), "");
}

TEST(PlainNumber, digits_are_neither_lost_nor_invented) {
  struct Case {
    const char* number;
    const char* plain;
  };
  constexpr Case kCases[] = {
      {"3.5", "3.5"},
      {"3.7999999999999998", "3.8"},
      {"9.9900000000000002", "9.99"},
      {"0.10000000000000001", "0.1"},
      {"99.999999999999999", "100"},
      {"6901234567892", "6901234567892"},
      {"6.901234567892E+12", "6901234567892"},
      {"6.901234567892e12", "6901234567892"},
      {"1.5E-3", "0.0015"},
      {"-2.50", "-2.5"},
      {"100", "100"},
      {"1E2", "100"},
      {"0", "0"},
      {"0.00", "0"},
      {".5", "0.5"},
      {"00012", "12"},
      {"12345678901234567890", "12345678901234600000"},
      {"abc", "abc"},
      {"1.2.3", "1.2.3"},
      {"1E", "1E"},
      {"1E9999", "1E9999"},
      {"", ""},
      {"-", "-"},
  };
  for (const Case& c : kCases) EXPECT_EQ(plain_number(c.number), c.plain) << c.number;
}

TEST(Utf8, well_formed_or_not) {
  EXPECT_TRUE(is_utf8("米醋 vinegar 𠮷"));
  EXPECT_TRUE(is_utf8(""));
  EXPECT_FALSE(is_utf8("\xC3\xD7\xB4\xD7")) << "米醋 in GB18030";
  EXPECT_FALSE(is_utf8("\xC0\xAF")) << "overlong";
  EXPECT_FALSE(is_utf8("\xED\xA0\x80")) << "surrogate";
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80")) << "beyond Unicode";
  EXPECT_FALSE(is_utf8("\xE7\xB1")) << "cut";
}

RC_GTEST_PROP(CsvProperty, any_table_reads_back, ()) {
  auto cell =
      rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', ';', '\t', '=', '1', ' ', '\r'));
  const auto table =
      *rc::gen::nonEmpty(rc::gen::container<std::vector<Cells>>(rc::gen::container<Cells>(3, cell)));
  SheetOut sheet{{CellKind::text, CellKind::text, CellKind::text}, {{"a", "b", "c"}}};
  for (const Cells& row : table) sheet.rows.push_back(row);
  const Result<Sheet> read = parse_csv(write_csv(sheet));
  RC_ASSERT(static_cast<bool>(read));
  std::size_t at = 0;
  for (const Cells& row : sheet.rows) {
    const bool empty =
        std::all_of(row.begin(), row.end(), [](const std::string& c) { return clean_cell(c).empty(); });
    if (empty) continue;
    RC_ASSERT(at < read->size());
    for (std::size_t i = 0; i < 3; ++i) {
      std::string written = row[i];
      if (!written.empty() && written[0] == '=') written.insert(0, 1, '\'');
      RC_ASSERT((*read)[at].cells[i] == written);
    }
    ++at;
  }
}

RC_GTEST_PROP(CsvProperty, any_bytes_are_survived, (const std::string& bytes)) {
  (void)parse_csv(bytes);
  (void)plain_number(bytes);
  (void)clean_cell(bytes);
  RC_ASSERT(is_utf8(bytes) || !is_utf8(bytes));
}

}  // namespace
}  // namespace huiji::catalog
