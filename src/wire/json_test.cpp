#include "wire/json.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiji::wire {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Part {
  std::string name;
  Money price;
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, price))

struct Whole {
  MemberId id;
  Colour colour = Colour::red;
  bool good = false;
  Quantity quantity;
  std::optional<Part> best;
  std::vector<Part> parts;
  std::optional<Date> day;
  Json extra;
};
BOOST_DESCRIBE_STRUCT(Whole, (), (id, colour, good, quantity, best, parts, day, extra))

template <>
struct Rules<Part> {
  static constexpr FieldRule list[] = {{.field = "name", .min_length = 1, .max_length = 12},
                                       {.field = "price", .minimum = 0}};
};

namespace {

const std::string kSound =
    R"({"id":"01234567-89ab-7fff-bfff-010203040506","colour":"green","good":true,"quantity":1500,)"
    R"("parts":[{"name":"可乐","price":350}],"day":"2026-11-22","extra":{"a":[1,2]}})";

std::string refusal_of(std::string text) {
  auto result = from_json<Whole>(text);
  return result ? "accepted" : result.refusal().text(false);
}
std::string replaced(std::string_view from, std::string_view to) {
  std::string text = kSound;
  return text.replace(text.find(from), from.size(), to);
}

TEST(Json, reads_and_writes_the_same_bytes) {
  auto whole = from_json<Whole>(kSound);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->colour, Colour::green);
  EXPECT_EQ(whole->parts[0].price, Money{350});
  EXPECT_FALSE(whole->best);
  EXPECT_EQ(to_json(*whole), kSound);
}

TEST(Json, names_the_place_of_each_mistake) {
  EXPECT_EQ(refusal_of(replaced("\"good\":true,", "")), "Field /good is wrong: is missing");
  EXPECT_EQ(refusal_of(replaced("\"good\":true", "\"good\":true,\"bad\":1")),
            "Field /bad is wrong: is not a known field");
  EXPECT_EQ(refusal_of(replaced("green", "blue")), "Field /colour is wrong: not one of the allowed values");
  EXPECT_EQ(refusal_of(replaced("350", "-1")),
            "Field /parts/0/price is wrong: must be between 0 and 2251799813685247");
  EXPECT_EQ(refusal_of(replaced("350", "3.5")), "Field /parts/0/price is wrong: expected a whole number");
  EXPECT_EQ(refusal_of(replaced("可乐", "")), "Field /parts/0/name is wrong: too short");
  EXPECT_EQ(refusal_of(replaced("可乐", "可口可乐可")), "Field /parts/0/name is wrong: too long");
  EXPECT_EQ(refusal_of(replaced("2026-11-22", "2026-11-31")), "Field /day is wrong: not a valid date");
  EXPECT_EQ(refusal_of(replaced("89ab", "89a")), "Field /id is wrong: not a valid uuid");
  EXPECT_EQ(refusal_of("[]"), "Field / is wrong: expected an object");
  EXPECT_EQ(refusal_of("{").substr(0, 36), "The request body is not valid JSON: ");
}

TEST(Json, takes_null_for_an_absent_optional_and_nothing_else) {
  EXPECT_EQ(refusal_of(replaced("\"good\":true", "\"good\":true,\"best\":null")), "accepted");
  EXPECT_EQ(refusal_of(replaced("\"good\":true", "\"good\":null")),
            "Field /good is wrong: expected true or false");
}

TEST(Json, refuses_a_nul_character_that_a_database_would_cut_at) {
  EXPECT_EQ(refusal_of(replaced("可乐", "a\\u0000b")),
            "Field /parts/0/name is wrong: must not hold a NUL character");
}

RC_GTEST_PROP(Json, escapes_any_text_so_that_it_comes_back, ()) {
  auto name = *rc::gen::string<std::string>();
  for (char& c : name)
    if (c == '\0' || static_cast<unsigned char>(c) >= 0x80)
      c = 'x';  // a text field holds valid UTF-8, no NUL
  name.resize(std::min<std::size_t>(name.size(), 11));
  name += 'y';
  const Part part{name, Money{1}};
  auto back = from_json<Part>(to_json(part));
  RC_ASSERT(bool(back));
  RC_ASSERT(back->name == name);
}

}  // namespace
}  // namespace huiji::wire
