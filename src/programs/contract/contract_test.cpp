#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <optional>

#include "programs/contract/error_list.hpp"
#include "programs/contract/json_text.hpp"
#include "programs/contract/openapi.hpp"

namespace huiji::contract {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Inner {
  Money price;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (price))

struct Outer {
  SaleId sale_id;
  Colour colour = Colour::red;
  std::optional<Inner> inner;
  std::optional<std::string> note;
  std::vector<Inner> list;
  bool flag = false;
  int count = 0;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (sale_id, colour, inner, note, list, flag, count))

namespace other {
struct Inner {
  Points points;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (points))
}  // namespace other

}  // namespace huiji::contract

namespace huiji::wire {
template <>
struct Rules<contract::Outer> {
  static constexpr FieldRule list[] = {{.field = "count", .minimum = 1, .maximum = 9, .doc = "how many"},
                                       {.field = "note", .max_length = 30},
                                       {.field = "list", .min_length = 1}};
};
}  // namespace huiji::wire

namespace huiji::contract {
namespace {

namespace json = boost::json;

json::value expected(const char* text) { return json::parse(text); }

TEST(contract_schema, says_what_the_reader_does) {
  Components components;
  const json::object reference = components.use(wire::type_of<Outer>());
  EXPECT_EQ(json::value(reference), expected(R"({"$ref":"#/components/schemas/Outer"})"));
  const json::object all = components.all();
  EXPECT_EQ(all.at("Outer"), expected(R"({
    "type": "object",
    "required": ["sale_id", "colour", "list", "flag", "count"],
    "properties": {
      "sale_id": {"$ref": "#/components/schemas/Uuid"},
      "colour": {"$ref": "#/components/schemas/Colour"},
      "inner": {"anyOf": [{"$ref": "#/components/schemas/Inner"}, {"type": "null"}]},
      "note": {"type": ["string", "null"], "maxLength": 30, "description": "At most 30 bytes of UTF-8"},
      "list": {"type": "array", "items": {"$ref": "#/components/schemas/Inner"}, "minItems": 1},
      "flag": {"type": "boolean"},
      "count": {"type": "integer", "minimum": 1, "maximum": 9, "description": "how many"}
    },
    "additionalProperties": false})"));
  EXPECT_EQ(all.at("Colour"), expected(R"({"type": "string", "enum": ["red", "green"]})"));
  EXPECT_EQ(all.at("Money").at("maximum").as_int64(), kMoneyLimit);
  EXPECT_FALSE(all.at("Money").at("description").as_string().empty());
  EXPECT_TRUE(components.clashes().empty());
}

TEST(contract_schema, two_types_of_one_name_clash) {
  Components components;
  components.use(wire::type_of<Inner>());
  components.use(wire::type_of<Inner>());
  components.use(wire::type_of<SaleId>());
  components.use(wire::type_of<MemberId>());  // every id is the same on the wire
  EXPECT_TRUE(components.clashes().empty());
  components.use(wire::type_of<other::Inner>());
  ASSERT_EQ(components.clashes().size(), 1u);
  EXPECT_EQ(components.clashes()[0], "Inner");
}

http::Router example() {
  http::Router router;
  router.with_body<Outer, Inner>({.method = "PUT",
                                  .path = "/v1/sales/{sale_id}",
                                  .summary = "Commit",
                                  .access = http::Access::till_or_session,
                                  .right = Right::sell},
                                 [](const http::Call&, const Outer&) -> Result<Inner> { return Inner{}; });
  router.get<Inner>({.path = "/v1/days/{date}", .query = {{.name = "q", .doc = "words", .required = true}}},
                    [](const http::Call&) -> Result<Inner> { return Inner{}; });
  router.add({.method = "POST",
              .path = "/v1/products/import",
              .access = http::Access::open,
              .raw_body = "text/csv",
              .handle = [](const http::Call&) { return http::Response{}; }});
  return router;
}

TEST(contract_openapi, shows_access_bodies_parameters_and_refusals) {
  Components components;
  const json::value document = openapi(example(), components, "1.2.3");
  EXPECT_EQ(document.at("openapi").as_string(), "3.1.0");
  EXPECT_EQ(document.at("info").at("version").as_string(), "1.2.3");
  const json::value& put = document.at("paths").at("/v1/sales/{sale_id}").at("put");
  EXPECT_EQ(put.at("operationId").as_string(), "put_sales_by_sale_id");
  EXPECT_EQ(put.at("security"), expected(R"([{"session": []}, {"till": []}])"));
  EXPECT_EQ(put.at("x-right").as_string(), "sell");
  EXPECT_EQ(put.at("parameters").at(0).at("schema"), expected(R"({"$ref": "#/components/schemas/Uuid"})"));
  EXPECT_EQ(put.at("requestBody").at("content").at("application/json").at("schema"),
            expected(R"({"$ref": "#/components/schemas/Outer"})"));
  EXPECT_EQ(put.at("responses").at("default"), expected(R"({"$ref": "#/components/responses/Refusal"})"));
  const json::value& days = document.at("paths").at("/v1/days/{date}").at("get");
  EXPECT_EQ(days.at("parameters").at(0).at("schema"), expected(R"({"$ref": "#/components/schemas/Date"})"));
  EXPECT_TRUE(days.at("parameters").at(1).at("required").as_bool());
  const json::value& import = document.at("paths").at("/v1/products/import").at("post");
  EXPECT_TRUE(import.at("security").as_array().empty());
  EXPECT_TRUE(import.at("requestBody").at("content").as_object().contains("text/csv"));
  EXPECT_TRUE(document.at("components").at("schemas").as_object().contains("ErrorBody"));
}

// Every "$ref" leads somewhere.
void collect_references(const json::value& value, std::vector<std::string>& found) {
  if (value.is_array())
    for (const json::value& item : value.get_array()) collect_references(item, found);
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.get_object()) {
    if (key == "$ref") found.emplace_back(inner.as_string());
    collect_references(inner, found);
  }
}

TEST(contract_openapi, no_reference_leads_nowhere_and_the_bytes_are_the_same_each_time) {
  Components components, again;
  const json::value document = openapi(example(), components, "1");
  EXPECT_EQ(pretty(document), pretty(openapi(example(), again, "1")));
  std::vector<std::string> references;
  collect_references(document, references);
  EXPECT_GT(references.size(), 5u);
  for (const std::string& reference : references) {
    boost::system::error_code error;
    EXPECT_NE(document.find_pointer(reference.substr(1), error), nullptr) << reference;
  }
}

TEST(contract_text, is_pretty_and_parses_back) {
  const json::value value = expected(R"({"b": [1, {"a": []}], "text": "\"惠记\"\n", "none": {}})");
  EXPECT_EQ(pretty(value),
            "{\n  \"b\": [\n    1,\n    {\n      \"a\": []\n    }\n  ],\n  \"text\": \"\\\"惠记\\\"\\n\",\n  "
            "\"none\": "
            "{}\n}\n");
  EXPECT_EQ(json::parse(pretty(value)), value);
}

TEST(contract_errors, are_sorted_complete_and_in_both_languages) {
  const ErrorList list = error_list();
  EXPECT_TRUE(list.problems.empty()) << list.problems.front();
  std::string before;
  bool has_edge = false, has_wire = false;
  for (const json::value& error : list.document.as_array()) {
    const std::string code(error.at("code").as_string());
    EXPECT_LT(before, code);
    before = code;
    has_edge |= code == "http.method_not_allowed" && error.at("status").as_int64() == 405;
    has_wire |= code == "wire.bad_field" && error.at("family").as_string() == "malformed";
  }
  EXPECT_TRUE(has_edge);
  EXPECT_TRUE(has_wire);
}

TEST(contract_errors, a_code_without_both_languages_fails) {
  // Registered for the rest of this process: this test is the last of its file.
  static const ErrorCode half{"zz.half", Family::refused, "", "Only English"};
  static const ErrorCode other_half{"zz.other_half", Family::refused, "只有中文", ""};
  static const ErrorCode twice{"zz.half", Family::refused, "两次", "Twice"};
  const ErrorList list = error_list();
  EXPECT_EQ(list.problems.size(), 3u);
  const std::string all = json::serialize(json::value_from(list.problems));
  EXPECT_NE(all.find("zz.half is declared twice"), std::string::npos);
  EXPECT_NE(all.find("zz.half has no Chinese text"), std::string::npos);
  EXPECT_NE(all.find("zz.other_half has no English text"), std::string::npos);
}

}  // namespace
}  // namespace huiji::contract
