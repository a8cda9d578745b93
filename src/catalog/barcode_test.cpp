#include "catalog/barcode.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "catalog/catalog_errors.hpp"

namespace huiji::catalog {
namespace {

// Published codes of every length, their last digit split off.
struct Known {
  const char* body;
  char check;
};
constexpr Known kKnown[] = {
    {"692116850925", '6'},  {"690208388108", '5'},  {"400638133393", '1'},      {"590123412345", '7'},
    {"978020137962", '4'},  {"489159960113", '8'},  {"6901938", '8'},           {"9638507", '4'},
    {"7351353", '7'},       {"03600029145", '2'},   {"03890000409", '5'},       {"61414100003", '6'},
    {"1061414100041", '5'}, {"0001234560001", '2'}, {"10614141234567890", '8'}, {"34012345000000000", '0'},
    {"220012301580", '8'},  {"210401101235", '4'},  {"201234500990", '5'},      {"27004560237601188", '0'},
};

TEST(Barcode, check_digits_of_published_codes) {
  for (const Known& known : kKnown) {
    EXPECT_EQ(check_digit(known.body), known.check) << known.body;
    EXPECT_TRUE(check_digit_right(std::string(known.body) + known.check)) << known.body;
  }
}

TEST(Barcode, forms_of_one_article_become_one) {
  struct Form {
    const char* written;
    const char* kept;
  };
  constexpr Form kForms[] = {
      {"038900004095", "0038900004095"},     // UPC-A
      {"0038900004095", "0038900004095"},    // the same as EAN-13
      {"00038900004095", "0038900004095"},   // the same as GTIN-14
      {"0 38900 00409 5", "0038900004095"},  // as printed
      {"690-1234-567892", "6901234567892"},  // as typed
      {"69019388", "69019388"},              // EAN-8 stays short: so it is printed and scanned
      {"10614141000415", "10614141000415"},  // a case keeps its own number
      {"  4011 ", "4011"},                   // PLU
      {" ABC 1 ", "ABC 1"},                  // no code at all: shown as it came
      {"   ", ""},
  };
  for (const Form& form : kForms) EXPECT_EQ(canonical(form.written), form.kept) << form.written;
}

TEST(Barcode, families_by_prefix) {
  struct Case {
    const char* code;
    CodeFamily family;
  };
  constexpr Case kCases[] = {
      {"6921168509256", CodeFamily::gtin},
      {"4006381333931", CodeFamily::gtin},
      {"69019388", CodeFamily::gtin},
      {"10614141000415", CodeFamily::gtin},
      {"0200000000008", CodeFamily::restricted},
      {"0400000000006", CodeFamily::restricted},
      {"2000000000008", CodeFamily::restricted},
      {"2200123015808", CodeFamily::restricted},
      {"2900000000009", CodeFamily::restricted},
      {"0500000000005", CodeFamily::coupon},
      {"9800000000000", CodeFamily::coupon},
      {"9912345678901", CodeFamily::coupon},
      {"4011", CodeFamily::plu},
      {"123456", CodeFamily::plu},
      {"123", CodeFamily::unknown},
      {"270045602376011880", CodeFamily::unknown},
      {"A4011", CodeFamily::unknown},
      {"", CodeFamily::unknown},
  };
  for (const Case& c : kCases) EXPECT_EQ(family_of(c.code), c.family) << c.code;
}

struct Entry {
  const char* written;
  UnitKind unit_kind;
  const char* kept;  // or
  const ErrorCode* refused;
};

TEST(Barcode, what_may_name_a_product) {
  const UnitKind piece = UnitKind::piece, weight = UnitKind::weight;
  const Entry entries[] = {
      {"6921168509256", piece, "6921168509256", nullptr},
      {"038900004095", piece, "0038900004095", nullptr},
      {"69019388", piece, "69019388", nullptr},
      {"10614141000415", piece, "10614141000415", nullptr},
      {"2012345009905", piece, "2012345009905", nullptr},  // the shop's own number for a piece
      {"4011", weight, "4011", nullptr},
      {"123456", weight, "123456", nullptr},
      {"6921168509256", weight, "6921168509256", nullptr},  // a fixed code on a tray
      {"6921168509257", piece, nullptr, &barcode_check_digit},
      {"692168282348", piece, nullptr, &barcode_check_digit},  // EAN-13 with a digit lost reads as UPC-A
      {"692116850925", piece, nullptr, &barcode_check_digit},
      {"84501202316", piece, nullptr, &barcode_length},
      {"6900000000000X", piece, nullptr, &barcode_not_digits},
      {"", piece, nullptr, &barcode_not_digits},
      {"６９０１", piece, nullptr, &barcode_not_digits},
      {"0500000000005", piece, nullptr, &barcode_coupon},
      {"4011", piece, nullptr, &barcode_plu_piece},
      {"123", weight, nullptr, &barcode_length},
      {"2200123015808", weight, nullptr, &barcode_label},
      {"270045602376011880", weight, nullptr, &barcode_label},
  };
  for (const Entry& entry : entries) {
    const Result<std::string> parsed = parse_barcode(entry.written, entry.unit_kind);
    ASSERT_EQ(static_cast<bool>(parsed), entry.kept != nullptr) << entry.written;
    if (entry.kept)
      EXPECT_EQ(*parsed, entry.kept) << entry.written;
    else
      EXPECT_EQ(parsed.refusal().code, entry.refused) << entry.written;
  }
}

TEST(Barcode, refusal_names_the_expected_digit) {
  const Result<std::string> parsed = parse_barcode("6921168509257", UnitKind::piece);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(
      parsed.refusal().text(false),
      "Barcode 6921168509257 has a wrong check digit, the last one should be 6: compare with the package");
}

RC_GTEST_PROP(BarcodeProperty, one_wrong_digit_never_passes, ()) {
  std::string code;
  for (int i = 0; i < 12; ++i) code += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  code += check_digit(code);
  RC_ASSERT(check_digit_right(code));
  const int at = *rc::gen::inRange(0, 13);
  const int change = *rc::gen::inRange(1, 10);
  code[at] = static_cast<char>('0' + (code[at] - '0' + change) % 10);
  RC_ASSERT(!check_digit_right(code));
}

RC_GTEST_PROP(BarcodeProperty, canonical_is_idempotent, (const std::string& text)) {
  RC_ASSERT(canonical(canonical(text)) == canonical(text));
}

}  // namespace
}  // namespace huiji::catalog
