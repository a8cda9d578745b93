// What a thief of the database finds: after registering members, no column of any row of any table holds a
// phone, a name or a birthday, in any of the encodings that we could think of.
#include <gtest/gtest.h>

#include <set>

#include "members/members_test_shop.hpp"
#include "members/text.hpp"
#include "platform/crypto/keys.hpp"

namespace huiji::members {
namespace {

using Privacy = TestShop;
HUIJI_ON_EACH_ENGINE(Privacy);

constexpr db::Statement columns{
    "test.columns",
    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
    "WHERE t.type = 'table' ORDER BY 1, 2",
    "SELECT CAST(table_name AS text), CAST(column_name AS text) FROM information_schema.columns "
    "WHERE table_schema = 'public' ORDER BY 1, 2"};

std::string raw_of(const db::Value& value) {
  const auto& content = value.content();
  if (const auto* text = std::get_if<std::string>(&content)) return *text;
  if (const auto* bytes = std::get_if<db::Bytes>(&content)) return bytes->data;
  if (const auto* uuid = std::get_if<Uuid>(&content)) return std::string(uuid->begin(), uuid->end());
  return std::to_string(std::get<std::int64_t>(content));
}

struct Cell {
  std::string where;
  std::string content;
};

std::vector<Cell> all_cells(db::Transaction& transaction) {
  std::vector<Cell> cells;
  for (const auto column : transaction.query(columns, {})) {
    const std::string& table = column.text(0);
    const std::string text = "SELECT " + column.text(1) + " FROM " + table;
    const db::Statement every{"test.every", text, text};
    for (const auto row : transaction.query(every, {}))
      if (!row.is_null(0)) cells.push_back({table + "." + column.text(1), raw_of(row.values()[0])});
  }
  return cells;
}

std::string utf16(const std::string& text, bool big_endian) {
  std::string out;
  const auto points = to_code_points(text);
  for (char32_t point : points.value()) {
    const char high = static_cast<char>(point >> 8), low = static_cast<char>(point);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

// Of base64 only what does not depend on the neighbours, at each of the three alignments.
std::set<std::string> base64_cores(const std::string& text) {
  std::set<std::string> cores;
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const std::string shifted = std::string(shift, '\0') + text;
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(shifted.data()),
                                              shifted.size());
    const std::string code = crypto::to_base64_url(bytes);
    const std::size_t begin = shift == 0 ? 0 : 4;
    const std::size_t end = shifted.size() / 3 * 4;
    if (end > begin + 3) cores.insert(code.substr(begin, end - begin));
  }
  return cores;
}

std::set<std::string> encodings_of(const std::string& secret) {
  std::set<std::string> needles;
  for (const std::string& form : {secret, utf16(secret, true), utf16(secret, false)}) {
    needles.insert(form);
    needles.insert(crypto::to_hex(form));
    needles.insert(upper(crypto::to_hex(form)));
    needles.insert(std::string(form.rbegin(), form.rend()));
    needles.merge(base64_cores(form));
  }
  return needles;
}

std::vector<std::string> found_in(const std::vector<Cell>& cells, const std::string& secret) {
  std::vector<std::string> places;
  for (const std::string& needle : encodings_of(secret))
    for (const Cell& cell : cells)
      if (cell.content.find(needle) != std::string::npos) places.push_back(cell.where);
  return places;
}

TEST_P(Privacy, TheDatabaseHoldsNoPhoneNameOrBirthday) {
  const std::vector<std::string> secrets = {"13856781234", "+8613856781234", "56781234", "欧阳娜娜",
                                            "娜娜",        "1987-06-05",     "19870605", "6364"};
  MemberRegistration wanted = registration("+86 138 5678 1234");
  wanted.name = "欧阳娜娜";
  wanted.birthday = parse_date("1987-06-05");
  ASSERT_EQ(wanted.birthday->days, 6364) << "the birthday as a number";
  ASSERT_EQ(call("PUT", "/v1/members/" + new_id().text(), wire::to_json(wanted)).status, 200);
  ASSERT_EQ(call("PUT", "/v1/members/" + new_id().text(), wire::to_json(wanted)).status, 200) << "an alias";

  const auto cells = store->read<std::vector<Cell>>(all_cells);
  std::set<std::string> tables;
  for (const Cell& cell : cells) tables.insert(cell.where);
  ASSERT_TRUE(tables.count("member.phone_sealed") && tables.count("member.phone_index") &&
              tables.count("member_alias.alias_id"));
  for (const std::string& secret : secrets) {
    if (secret == "6364") {
      for (const Cell& cell : cells) EXPECT_NE(cell.content, secret) << cell.where;
      continue;
    }
    EXPECT_EQ(found_in(cells, secret), std::vector<std::string>{}) << secret;
  }
}

// The search itself must be able to find: each encoding hidden in a column is reported.
TEST_P(Privacy, TheSearchFindsWhatIsThere) {
  const std::string secret = "13856781234";
  for (const std::string& hidden : encodings_of(secret))
    EXPECT_EQ(found_in({{"somewhere", "x" + hidden + "y"}}, secret).empty(), false);
  const std::string quoted = "before " + secret + " after";
  const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(quoted.data()),
                                            quoted.size());
  EXPECT_FALSE(found_in({{"somewhere", crypto::to_base64_url(bytes)}}, secret).empty());
}

}  // namespace
}  // namespace huiji::members
