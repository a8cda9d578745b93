#include "programs/price_cases/foreign_case.hpp"

#include "programs/price_cases/foreign_promotion.hpp"

namespace huiji::foreign {

namespace json = boost::json;

static Line read_line(const json::value& value, const std::string& where, std::string& problem) {
  Fields fields(value, where, problem);
  Line line;
  line.sku = fields.word("sku");
  line.unit = fields.money("unit");
  line.quantity = fields.quantity("qty");
  line.categories = fields.words("cat");
  line.floor = fields.maybe_money("min");
  if (fields.has("tax")) line.tax = fields.percent("tax");
  fields.ignore({"tax", "name", "note"});
  fields.done();
  return line;
}

static void read_lines(const json::array& lines, Case& read) {
  if (lines.size() > kMostLines) read.problem = "lines: too many";
  Quantity all;
  for (const json::value& one : lines) {
    if (!read.problem.empty()) return;
    const std::string where = "line " + std::to_string(read.lines.size() + 1);
    read.lines.push_back(read_line(one, where, read.problem));
    all += read.lines.back().quantity;
  }
  if (all > pieces(kMostPieces)) read.problem = "lines: too many pieces";
}

static void read_promotions(const json::array& promotions, Case& read) {
  if (promotions.size() > kMostPromotions) read.problem = "promotions: too many";
  for (const json::value& one : promotions) {
    if (!read.problem.empty()) return;
    const std::string where = "promotion " + std::to_string(read.promotions.size() + 1);
    read.promotions.push_back(read_promotion(one, where, read.problem));
  }
}

static void read_context(const json::value& value, Case& read) {
  Fields fields(value, "context", read.problem);
  Context& context = read.context;
  context.delivery = fields.maybe_money("shipping").value_or(Money{});
  context.coupons = fields.words("coupon");
  context.customer_groups = fields.words("customer_group");
  context.ship_method = fields.maybe_word("ship_method").value_or("");
  context.coupon_exhausted = fields.flag("coupon_exhausted");
  context.orders_before = fields.maybe_whole("orders_before", 0, 1'000'000);
  if (fields.has("tax")) context.tax = fields.percent("tax");
  const std::string prices = fields.maybe_word("prices").value_or("gross");
  context.net_prices = prices == "net";
  if (prices != "net" && prices != "gross") fields.fail("prices are neither net nor gross");
  fields.ignore({"tax", "note"});
  fields.done();
}

// ---- what is expected ----

static std::optional<std::vector<Money>> amounts_in(const json::value& value) {
  if (!value.is_array() || value.get_array().size() > static_cast<std::size_t>(kMostPieces))
    return std::nullopt;
  std::vector<Money> amounts;
  for (const json::value& one : value.get_array()) {
    const auto cents = decimal(one, 0);
    if (!cents || *cents > kMostCents || *cents < -kMostCents) return std::nullopt;
    amounts.push_back({*cents});
  }
  return amounts;
}

static void read_expected_lines(Fields& fields, Expected& expected) {
  const json::value* lines = fields.any("lines");
  if (!lines) return;
  Fields inner(*lines, "expected lines", fields.problem());
  for (const auto& member : inner.object()) {
    const std::string sku(member.key());
    expected.lines.push_back({sku, inner.money(sku.c_str())});
  }
}

static void read_expected_units(Fields& fields, Expected& expected) {
  const json::value* units = fields.any("units");
  if (!units) return;
  Fields inner(*units, "expected units", fields.problem());
  for (const auto& member : inner.object()) {
    const auto amounts = amounts_in(member.value());
    if (!amounts) return inner.fail(std::string(member.key()) + " is not a list of amounts");
    expected.units.push_back({std::string(member.key()), *amounts});
  }
}

static void read_expected_coupon(Fields& fields, Expected& expected) {
  const auto word = fields.maybe_word("coupon");
  if (!word) return;
  expected.coupon_accepted = *word == "accepted" || *word == "applied" || *word == "valid";
  if (!*expected.coupon_accepted && *word != "rejected") fields.fail("unknown answer to a coupon " + *word);
}

static void read_expected(const json::value& value, Case& read) {
  Fields fields(value, "expected", read.problem);
  Expected& expected = read.expected;
  static constexpr const char* kFigures[] = {"total", "discount", "item_total", "shipping",
                                             "gross", "net",      "tax",        "free_units"};
  for (const char* name : kFigures)
    if (const auto amount = fields.maybe_money(name)) expected.figures.push_back({name, *amount});
  read_expected_lines(fields, expected);
  read_expected_units(fields, expected);
  read_expected_coupon(fields, expected);
  if (const json::value* parts = fields.any("parts")) {
    expected.parts = amounts_in(*parts);
    if (!expected.parts) fields.fail("parts is not a list of amounts");
  }
  if (fields.object().empty()) fields.fail("nothing is expected");
  if (expected.parts.has_value() != read.allocation.has_value())
    fields.fail("parts and an allocation go together");
  fields.ignore({"note"});
  fields.done();
}

// ---- a case, a file ----

static void read_allocation(const json::value& value, Case& read) {
  Fields fields(value, "allocation", read.problem);
  Allocation allocation;
  allocation.amount = {fields.whole("amount", -kMostCents, kMostCents)};
  const json::value* weights = fields.any("weights");
  const auto amounts = weights ? amounts_in(*weights) : std::nullopt;
  if (amounts) allocation.weights = *amounts;
  for (Money weight : allocation.weights)
    if (weight.minor < 0) fields.fail("a weight is below zero");
  if (allocation.weights.empty()) fields.fail("weights are missing");
  if (const json::value* floors = fields.any("floors")) {
    allocation.floors = amounts_in(*floors);
    if (!allocation.floors || allocation.floors->size() != allocation.weights.size())
      fields.fail("floors are not one for each weight");
  }
  fields.done();
  read.allocation = std::move(allocation);
}

static void read_cart(Fields& fields, Case& read) {
  const json::array* lines = fields.list("lines");
  if (!lines) return fields.fail("lines are missing");
  read_lines(*lines, read);
  if (const json::array* promotions = fields.list("promotions")) read_promotions(*promotions, read);
  if (const json::value* context = fields.any("context")) read_context(*context, read);
}

static Case read_case(const json::value& value, std::size_t number) {
  Case read;
  read.id = "#" + std::to_string(number);
  Fields fields(value, "case", read.problem);
  if (const auto id = fields.maybe_word("id")) read.id = *id;
  if (const json::value* allocation = fields.any("allocation")) {
    read_allocation(*allocation, read);
    fields.ignore({"lines", "promotions", "context"});
  } else {
    read_cart(fields, read);
  }
  const json::value* convention = fields.any("convention");
  read.convention = convention && *convention != json::value(false) && *convention != json::value("");
  if (const json::value* expected = fields.any("expected"))
    read_expected(*expected, read);
  else
    fields.fail("expected is missing");
  fields.ignore({"source", "note", "in_words"});
  fields.done();
  return read;
}

CaseFile read_cases(std::string_view text) {
  CaseFile file;
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) {
    file.error = "not JSON: " + error.message();
    return file;
  }
  const json::value* cases = &value;
  if (value.is_object()) cases = value.get_object().if_contains("cases");
  if (!cases || !cases->is_array()) {
    file.error = "no list of cases: {\"cases\": [...]} is expected";
    return file;
  }
  if (cases->get_array().empty()) file.error = "the list of cases is empty";
  for (const json::value& one : cases->get_array())
    file.cases.push_back(read_case(one, file.cases.size() + 1));
  return file;
}

}  // namespace huiji::foreign
