// What a thief of the database finds: after registering members, no column of any row of any table holds a
// phone, a name or a birthday, in any of the encodings that we could think of.
#include <gtest/gtest.h>

#include <set>

#include "members/members_test_shop.hpp"
#include "members/proof_flow.hpp"
#include "members/text.hpp"
#include "platform/crypto/blind_index.hpp"
#include "platform/crypto/keys.hpp"

namespace huiji::members {
namespace {

class Privacy : public TestShop {
 protected:
  template <class Body>
  void put(const std::string& path, const Body& body) {
    const auto response = call("PUT", path, wire::to_json(body));
    ASSERT_EQ(response.status, 200) << path << ": " << response.body;
  }
  // A member with a row in each of the room's tables; his PIN is 482907.
  std::string live(MemberId member_id, MemberId other) {
    const std::string path = "/v1/members/" + member_id.text();
    caller = manager(true);
    put(path + "/tags", TagChange{new_operation(), {"熟客"}});
    put(path + "/consent",
        ConsentChange{new_operation(), ConsentPurpose::marketing, true, "m-1", clock.now()});
    put(path + "/state", StateChange{new_operation(), true, "报失"});
    put(path + "/state", StateChange{new_operation(), false, "找到了"});
    put(path + "/pin", PinChange{new_operation(), "482907", {}, {}});
    put("/v1/member-merges/" + new_operation().text(), MergeRequest{other, member_id, "同一人"});
    std::string code;
    write([&](db::Transaction& transaction) {
      code = code_now(transaction, keys, random, merchant_id, member_id, clock.now())->code.reveal();
    });
    const TypedProof by_code{{}, code}, by_pin{"482907", {}};
    for (const TypedProof& typed : {by_code, by_pin}) {
      const auto proven = prove_spending(services, merchant_id, member_id, *parse_proof(typed), Uuid{});
      EXPECT_TRUE(proven);
      write([&](db::Transaction& transaction) {
        EXPECT_TRUE(check_proof(transaction, merchant_id, *proven, clock.now()));
      });
    }
    return code;
  }
};
HUIJI_ON_EACH_ENGINE(Privacy);

constexpr db::Statement columns{
    "test.columns",
    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
    "WHERE t.type = 'table' ORDER BY 1, 2",
    "SELECT CAST(table_name AS text), CAST(column_name AS text) FROM information_schema.columns "
    "WHERE table_schema = 'public' ORDER BY 1, 2"};

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
      if (!row.is_null(0)) cells.push_back({table + "." + column.text(1), TestShop::raw_of(row.values()[0])});
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
                                            "娜娜",        "1987-06-05",     "19870605", "6364",
                                            "482907",      "13956785678"};
  MemberRegistration wanted = registration("+86 138 5678 1234");
  wanted.name = "欧阳娜娜";
  wanted.birthday = parse_date("1987-06-05");
  ASSERT_EQ(wanted.birthday->days, 6364) << "the birthday as a number";
  const MemberId member = new_id();
  put("/v1/members/" + member.text(), wanted);
  put("/v1/members/" + new_id().text(), wanted);  // an alias
  const MemberId other = new_id();
  put("/v1/members/" + other.text(), registration("13956785678"));
  const std::string code = live(member, other);

  const auto cells = store->read<std::vector<Cell>>(all_cells);
  std::set<std::string> tables;
  for (const Cell& cell : cells) tables.insert(cell.where);
  ASSERT_TRUE(tables.count("member.phone_sealed") && tables.count("member.phone_index") &&
              tables.count("member_alias.alias_id"));
  for (const char* reached : {"member_secret.pin_hash", "member_secret.code_sealed", "member_event.reason",
                              "member_tags.tags", "member_consent.version", "member_merge.loser_id"})
    ASSERT_TRUE(tables.count(reached)) << reached;
  EXPECT_EQ(found_in(cells, code), std::vector<std::string>{});
  EXPECT_EQ(found_in(cells, code.substr(11, 8)), std::vector<std::string>{}) << "its changing digits";
  for (const std::string& secret : secrets) {
    if (secret == "6364") {
      for (const Cell& cell : cells) EXPECT_NE(cell.content, secret) << cell.where;
      continue;
    }
    EXPECT_EQ(found_in(cells, secret), std::vector<std::string>{}) << secret;
  }
}

// No reply of any route shows what is not masked, nor a PIN, a code or one of their secrets.
TEST_P(Privacy, NoReplyShowsThePersonOrASecret) {
  MemberRegistration wanted = registration("13856781234");
  wanted.name = "欧阳娜娜";
  const MemberId member = new_id(), other = new_id();
  put("/v1/members/" + member.text(), wanted);
  put("/v1/members/" + other.text(), registration("13956785678"));
  live(member, other);
  const std::string path = "/v1/members/" + member.text();
  std::string replies;
  for (const std::string& what : {path, path + "/history", path + "/closing", std::string("/v1/members"),
                                  std::string("/v1/till-members")})
    replies += call("GET", what).body;
  for (const char* secret : {"13856781234", "13956785678", "娜娜", "482907", "argon2"})
    EXPECT_EQ(replies.find(secret), std::string::npos) << secret;
  EXPECT_NE(replies.find("138****1234"), std::string::npos) << "they were not empty";
}

// After closing, not even whoever has the keys finds the person: nothing is left to open.
TEST_P(Privacy, OfAClosedMemberNothingIsLeft) {
  MemberRegistration wanted = registration("13856781234");
  wanted.name = "欧阳娜娜";
  const MemberId member = new_id(), other = new_id();
  put("/v1/members/" + member.text(), wanted);
  put("/v1/members/" + other.text(), registration("13956785678"));
  live(member, other);
  std::vector<std::string> sealed;
  const auto look = [&](db::Transaction& transaction) {
    for (const MemberId id : {member, other})
      sealed.push_back(find_row(transaction, merchant_id, id)->phone_sealed);
    sealed.push_back(*find_row(transaction, merchant_id, member)->name_sealed);
    sealed.push_back(*load_secret(transaction, merchant_id, member).pin_hash);
    sealed.push_back(*load_secret(transaction, merchant_id, member).code_sealed);
    return Done{};
  };
  store->read<Done>(look);
  sealed.push_back(crypto::phone_index(keys, merchant_id, *parse_phone("13856781234")));
  sealed.push_back("熟客");
  sealed.push_back("报失");
  put("/v1/members/" + member.text() + "/closing", ClosingRequest{new_operation(), Points{0}, "顾客要求"});
  const auto cells = store->read<std::vector<Cell>>(all_cells);
  for (std::size_t i = 0; i < sealed.size(); ++i)
    for (const Cell& cell : cells)
      EXPECT_EQ(cell.content.find(sealed[i]), std::string::npos) << i << " in " << cell.where;
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
