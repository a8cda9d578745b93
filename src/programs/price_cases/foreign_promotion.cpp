#include "programs/price_cases/foreign_promotion.hpp"

#include <algorithm>

namespace huiji::foreign {

namespace json = boost::json;

static constexpr std::int64_t kMostCount = 1'000'000;

static Scope read_scope(Fields& fields) {
  Scope scope;
  scope.skus = fields.words("sku");
  scope.categories = fields.words("cat");
  scope.unit_min = fields.maybe_money("unit_min");
  scope.unit_max = fields.maybe_money("unit_max");
  scope.skip_discounted = fields.flag("skip_discounted");
  return scope;
}

static std::optional<CategoryTotal> read_category_total(Fields& fields) {
  const json::array* pair = fields.list("cat_total");
  if (!pair) return std::nullopt;
  if (pair->size() == 2 && (*pair)[0].is_string()) {
    const auto least = decimal((*pair)[1], 0);
    if (least && *least >= 0 && *least <= kMostCents)
      return CategoryTotal{std::string((*pair)[0].get_string()), {*least}};
  }
  fields.fail("cat_total is not a category and an amount");
  return std::nullopt;
}

static Conditions read_conditions(Fields& fields) {
  Conditions conditions;
  conditions.min_qty = fields.maybe_whole("min_qty", 0, kMostCount);
  conditions.min_line_qty = fields.maybe_whole("min_line_qty", 0, kMostCount);
  conditions.nth_order = fields.maybe_whole("nth_order", 1, kMostCount);
  conditions.min_subtotal = fields.maybe_money("min_subtotal");
  conditions.min_current_total = fields.maybe_money("min_current_total");
  conditions.category_total = read_category_total(fields);
  conditions.contains_skus = fields.words("contains_sku");
  conditions.contains_categories = fields.words("contains_cat");
  conditions.customer_groups = fields.words("customer_group");
  conditions.ship_methods = fields.words("ship_method");
  conditions.coupon = fields.maybe_word("coupon");
  conditions.closed = fields.flag("ended");
  conditions.closed |= fields.flag("not_started");
  return conditions;
}

// ---- reductions: what they lower, how, and whether by tiers or in groups ----

static bool cut_front(std::string_view& name, std::string_view part) {
  if (!name.starts_with(part)) return false;
  name.remove_prefix(part.size());
  return true;
}

static std::optional<Target> cut_target(std::string_view& name) {
  if (cut_front(name, "catalogue_")) return Target::shelf;
  if (cut_front(name, "unit_")) return Target::unit;
  if (cut_front(name, "line_")) return Target::line;
  if (cut_front(name, "order_")) return Target::order;
  if (cut_front(name, "shipping_")) return Target::delivery;
  return std::nullopt;
}

static std::optional<Action> reduction_named(std::string_view name) {
  Action action;
  const auto target = cut_target(name);
  if (!target) return std::nullopt;
  action.target = *target;
  action.tiered = cut_front(name, "tiered_");
  if (cut_front(name, "percent"))
    action.percent = true;
  else if (!cut_front(name, "fixed"))
    return std::nullopt;
  action.grouped = action.target == Target::unit && cut_front(name, "_in_groups");
  return name.empty() ? std::optional(action) : std::nullopt;
}

static std::int64_t value_of(Fields& fields, const Action& action, const char* name) {
  return action.percent ? fields.percent(name).basis_points : fields.money(name).minor;
}

static void read_tiers(Fields& fields, Action& action) {
  if (fields.has("base"))
    action.value = value_of(fields, action, "base");
  else
    fields.ignore({"base"});
  const json::array* rows = fields.list("tiers");
  if (!rows || rows->empty()) return fields.fail("tiers are missing");
  for (const json::value& row : *rows) {
    const bool pair = row.is_array() && row.get_array().size() == 2;
    const auto from = pair ? decimal(row.get_array()[0], 0) : std::nullopt;
    const auto value = pair ? decimal(row.get_array()[1], action.percent ? 2 : 0) : std::nullopt;
    const std::int64_t most = action.percent ? 10000 : kMostCents;
    if (!from || !value || *from < 0 || *from > kMostCents || *value < 0 || *value > most)
      return fields.fail("tiers are not pairs of a threshold and an amount or percentage");
    action.tiers.push_back({{*from}, *value});
  }
  std::stable_sort(action.tiers.begin(), action.tiers.end(),
                   [](const Tier& a, const Tier& b) { return a.from < b.from; });
}

static void read_reduction(Fields& fields, Action& action) {
  if (action.tiered)
    read_tiers(fields, action);
  else
    action.value = value_of(fields, action, action.percent ? "percent" : "amount");
  if (action.grouped) action.group = fields.whole("group", 1, kMostPieces);
  action.cap = fields.maybe_money("cap");
}

// ---- the others ----

static void read_first_and_more(Fields& fields, Action& action) {
  action.target = Target::unit;
  action.first = fields.money("first");
  action.more = fields.money("more");
  action.most = fields.maybe_whole("max", 0, kMostCount);
  action.cap = fields.maybe_money("cap");
}

static void read_gift(Fields& fields, Action& action) {
  action.bought = fields.words("buy");
  if (action.bought.empty()) fields.fail("buy is missing");
  action.per = fields.whole_or("per", 1, 1, kMostPieces);
  action.gift = fields.word("gift");
  action.price = fields.money("gift_unit");
}

static void read_extra_unit(Fields& fields, Action& action) {
  action.per = fields.whole("buy", 1, kMostPieces);
  action.n = fields.whole_or("free", 1, 1, kMostPieces);
}

static void read_n_for_amount(Fields& fields, Action& action) {
  action.n = fields.whole("n", 1, kMostPieces);
  action.price = fields.money("amount");
}

static void read_pay_m_for_n(Fields& fields, Action& action) {
  action.n = fields.whole("n", 2, kMostPieces);
  action.m = fields.whole("m", 1, kMostPieces);
  if (action.m >= action.n) fields.fail("m is not less than n");
}

namespace {
struct Special {
  const char* name;
  Act act;
  void (*read)(Fields&, Action&);
};
}  // namespace
static constexpr Special kSpecials[] = {{"first_and_more", Act::first_and_more, &read_first_and_more},
                                        {"gift", Act::gift, &read_gift},
                                        {"n_plus_free_extra_line", Act::extra_unit, &read_extra_unit},
                                        {"n_for_amount", Act::n_for_amount, &read_n_for_amount},
                                        {"pay_m_for_n", Act::pay_m_for_n, &read_pay_m_for_n}};

// The action's own members and its scope.
static Action read_action(Fields& fields, const std::string& name) {
  Action action;
  for (const Special& special : kSpecials) {
    if (name != special.name) continue;
    action.act = special.act;
    special.read(fields, action);
    action.scope = read_scope(fields);
    return action;
  }
  if (const auto reduction = reduction_named(name)) {
    action = *reduction;
    read_reduction(fields, action);
    action.scope = read_scope(fields);
  } else {
    fields.fail("unknown action " + name);
  }
  return action;
}

static void read_several(Fields& fields, Promotion& promotion) {
  promotion.scope = read_scope(fields);
  const json::array* actions = fields.list("actions");
  if (!actions || actions->empty() || actions->size() > kMostPromotions)
    return fields.fail("actions are missing");
  for (const json::value& one : *actions) {
    const std::string where = fields.where() + " action " + std::to_string(promotion.actions.size() + 1);
    Fields inner(one, where, fields.problem());
    Action action = read_action(inner, inner.word("action"));
    action.conditions = read_conditions(inner);
    inner.ignore({"name", "note"});
    inner.done();
    promotion.actions.push_back(std::move(action));
    const bool shelf = promotion.actions.back().target == Target::shelf;
    if (shelf != promotion.on_shelf()) inner.fail("shelf prices and cart discounts in one promotion");
  }
}

Promotion read_promotion(const json::value& value, const std::string& where, std::string& problem) {
  Promotion promotion;
  Fields fields(value, where, problem);
  const std::string name = fields.word("action");
  if (name == "several")
    read_several(fields, promotion);
  else
    promotion.actions.push_back(read_action(fields, name));
  promotion.conditions = read_conditions(fields);
  promotion.priority = fields.whole_or("priority", 0, -kMostCount, kMostCount);
  promotion.exclusive = fields.flag("exclusive");
  fields.ignore({"name", "note"});
  fields.done();
  return promotion;
}

}  // namespace huiji::foreign
