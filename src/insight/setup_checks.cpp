#include "insight/setup_checks.hpp"

#include <algorithm>
#include <set>

#include "insight/setup_texts.hpp"
#include "insight/trial.hpp"

namespace huiji::insight {
namespace {

constexpr std::size_t kOfEach = 30;   // dearest, cheapest, most sold, thinnest
constexpr std::size_t kNamed = 3;     // products named per finding; the rest is counted
constexpr std::size_t kDeepest = 10;  // in the report
constexpr std::size_t kRivals = 40;   // live promotions that are compared
constexpr std::int64_t kSplitUpTo = 12;

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool named(const std::vector<ProductId>& products, const std::vector<CategoryId>& categories,
           const CheckedProduct& product) {
  if (holds(products, product.product_id)) return true;
  return std::any_of(product.categories.begin(), product.categories.end(),
                     [&](const CategoryId& category) { return holds(categories, category); });
}

// Whether the lists name it, whatever else keeps it out.
bool listed(const pricing::Scope& scope, const CheckedProduct& product) {
  const bool everything = scope.products.empty() && scope.categories.empty();
  if (!everything && !named(scope.products, scope.categories, product)) return false;
  return !named(scope.excluded_products, scope.excluded_categories, product);
}

bool days_meet(const pricing::Schedule& a, const pricing::Schedule& b) {
  if (a.weekdays.empty() || b.weekdays.empty()) return true;
  return std::any_of(a.weekdays.begin(), a.weekdays.end(), [&](int day) { return holds(b.weekdays, day); });
}

// From and to of the day; across midnight as two pieces.
std::vector<std::pair<int, int>> windows(const pricing::Schedule& schedule) {
  constexpr int kDay = 24 * 60;
  if (!schedule.from_minute || !schedule.to_minute) return {{0, kDay}};
  if (*schedule.from_minute < *schedule.to_minute) return {{*schedule.from_minute, *schedule.to_minute}};
  return {{*schedule.from_minute, kDay}, {0, *schedule.to_minute}};
}

bool hours_meet(const pricing::Schedule& a, const pricing::Schedule& b) {
  for (const auto& [from, to] : windows(a))
    for (const auto& [other_from, other_to] : windows(b))
      if (from < other_to && other_from < to) return true;
  return false;
}

Money per_unit(Money amount, std::int64_t count) { return {amount.minor / count}; }

std::int64_t margin_of(Money net, Money cost) {  // basis points
  if (net.minor <= 0) return cost.minor > 0 ? -10'000 : 0;
  return mul_div((net - cost).minor, 10'000, net.minor, Rounding::down);
}

// The member price has no name of the shop's making.
std::string offers_text(const std::vector<std::string>& names, bool chinese) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : " + ") + (name == "会员价" && !chinese ? "member price" : name);
  return text.empty() ? "-" : text;
}

class Checker {
 public:
  explicit Checker(const CheckInput& input) : input_(input), shop_(input) {}

  CheckReport run() {
    if (const auto end = input_.draft.schedule.ends_at; end && *end <= input_.now) add(finding_past, {});
    find_goods();
    if (looked_at_.empty()) {
      add(finding_scope_empty, {});
      return finished();
    }
    check_savings();
    check_rivals();
    check_depth();
    check_splitting();
    check_reference();
    return finished();
  }

 private:
  SetupFinding& add(const FindingText& text, const Words& words) {
    report_.findings.push_back(finding_of(text, words));
    return report_.findings.back();
  }
  SetupFinding& add(const FindingText& text, const CheckedProduct& product, Words words) {
    words.push_back({"product", product.name});
    words.push_back({"unit", product.by_weight ? "公斤" : "件"});
    SetupFinding& finding = add(text, words);
    finding.product_id = product.product_id;
    return finding;
  }
  void add_more(const FindingText& text, std::size_t found) {
    if (found > kNamed) add(text, {{"count", std::to_string(found - kNamed)}});
  }

  void find_goods();
  void check_savings();
  void check_rivals();
  void check_rival(const pricing::Promotion& rival);
  void check_depth();
  DeepestPrice deepest(const CheckedProduct& product) const;
  void check_cost(const std::vector<std::pair<const CheckedProduct*, DeepestPrice>>& all);
  void check_margin(const std::vector<std::pair<const CheckedProduct*, DeepestPrice>>& all);
  void check_splitting();
  struct Split {
    std::int64_t count = 0;
    Money gain;
  };
  Split best_split(const CheckedProduct& product, const Visitor& visitor, TrialShop::Rules rules) const;
  void check_reference();

  CheckReport finished() {
    std::stable_sort(report_.findings.begin(), report_.findings.end(),
                     [](const auto& a, const auto& b) { return a.severity < b.severity; });
    report_.products_looked_at = std::int64_t(looked_at_.size());
    report_.baskets_priced = shop_.priced();
    return std::move(report_);
  }

  const CheckInput& input_;
  const TrialShop shop_;
  CheckReport report_;
  std::vector<const CheckedProduct*> looked_at_;
};

// The goods in scope; of very many those at the ends of price, sales and margin.
void Checker::find_goods() {
  std::vector<const CheckedProduct*> goods, closed;
  for (const CheckedProduct& product : input_.products) {
    if (!listed(input_.draft.scope, product)) continue;
    (product.discountable ? goods : closed).push_back(&product);
  }
  const bool by_name = !input_.draft.scope.products.empty() || !input_.draft.scope.categories.empty();
  if (!closed.empty() && by_name)
    add(finding_not_discountable, *closed.front(), {{"count", std::to_string(closed.size())}});
  report_.products_in_scope = std::int64_t(goods.size());
  if (goods.size() <= 4 * kOfEach) {
    looked_at_ = std::move(goods);
    return;
  }
  std::set<ProductId> taken;
  const auto take = [&](auto before) {
    std::sort(goods.begin(), goods.end(), [&](const auto* a, const auto* b) {
      return before(*a, *b) || (!before(*b, *a) && a->product_id < b->product_id);
    });
    for (std::size_t i = 0, left = kOfEach; i < goods.size() && left > 0; ++i)
      if (taken.insert(goods[i]->product_id).second) looked_at_.push_back(goods[i]), --left;
  };
  take([](const auto& a, const auto& b) { return a.price > b.price; });
  take([](const auto& a, const auto& b) { return a.price < b.price; });
  take([](const auto& a, const auto& b) { return a.sold > b.sold; });
  take([](const auto& a, const auto& b) { return margin_of(a.price, a.cost) < margin_of(b.price, b.cost); });
}

// Alone, then beside what is in force.
void Checker::check_savings() {
  if (!shop_.lowers_prices()) return;
  std::vector<const CheckedProduct*> saved_nothing;
  bool applies = false;
  std::string winner;
  for (const CheckedProduct* product : looked_at_) {
    bool saves = false;
    for (const Visitor& visitor : shop_.visitors())
      for (const std::int64_t count : shop_.counts(*product)) {
        saves =
            saves || shop_.price(*product, count, visitor, TrialShop::Rules::draft_alone, true).draft_applies;
        if (!saves || applies) continue;
        const Trial beside = shop_.price(*product, count, visitor, TrialShop::Rules::with_draft, true);
        applies = applies || beside.draft_applies;
        if (!beside.draft_applies && !beside.promotions.empty()) winner = beside.promotions.front();
      }
    if (!saves) saved_nothing.push_back(product);
  }
  if (saved_nothing.size() == looked_at_.size()) {
    add(finding_saves_nothing, {{"count", std::to_string(looked_at_.size())}});
  } else if (!saved_nothing.empty()) {
    add(finding_saves_nothing_on, *saved_nothing.front(),
        {{"count", std::to_string(saved_nothing.size())}, {"price", yuan(saved_nothing.front()->price)}})
        .amount = saved_nothing.front()->price;
  }
  if (!applies && saved_nothing.size() < looked_at_.size()) add(finding_never_wins, {{"rival", winner}});
}

void Checker::check_rivals() {
  std::size_t compared = 0;
  for (const pricing::Promotion& rival : shop_.rivals())
    if (rival.kind == input_.draft.kind && ++compared <= kRivals) check_rival(rival);
}

// On the first goods that both are for.
void Checker::check_rival(const pricing::Promotion& rival) {
  const auto shared = std::find_if(looked_at_.begin(), looked_at_.end(), [&](const CheckedProduct* product) {
    return in_scope(rival.scope, *product);
  });
  if (shared == looked_at_.end()) return;
  const CheckedProduct& product = **shared;
  bool draft_seen = false, rival_seen = false, both_seen = false;
  for (const Visitor& visitor : shop_.visitors())
    for (const std::int64_t count : shop_.counts(product)) {
      const Trial trial = shop_.price(product, count, visitor, TrialShop::Rules::with_draft, true);
      const bool rival_applies = holds(trial.ids, rival.promotion_id);
      draft_seen = draft_seen || trial.draft_applies;
      rival_seen = rival_seen || rival_applies;
      both_seen = both_seen || (trial.draft_applies && rival_applies);
    }
  const bool mandatory =
      input_.draft.terms && input_.draft.terms->mandatory && rival.terms && rival.terms->mandatory;
  const FindingText* text = nullptr;
  if (mandatory) {
    text = &finding_both_mandatory;
  } else if (both_seen) {
    text = &finding_stacks;
  } else if (draft_seen && !rival_seen) {
    text = &finding_wins;
  } else if (rival_seen && !draft_seen) {
    text = &finding_loses;
  }
  if (text) add(*text, product, {{"rival", rival.name}}).rival_id = rival.promotion_id;
}

DeepestPrice Checker::deepest(const CheckedProduct& product) const {
  std::optional<DeepestPrice> least;
  for (const Visitor& visitor : shop_.visitors())
    for (const std::int64_t count : shop_.counts(product)) {
      const Trial trial = shop_.price(product, count, visitor, TrialShop::Rules::with_draft, true);
      const Money net = per_unit(trial.net, count);
      if (least && least->net <= net) continue;
      least = DeepestPrice{product.product_id,
                           product.name,
                           count,
                           visitor.member,
                           visitor.tier,
                           product.price,
                           net,
                           product.cost,
                           {},
                           margin_of(net, product.cost),
                           trial.promotions};
      if (product.price.minor > 0)
        least->off = {mul_div((product.price - net).minor, 10'000, product.price.minor, Rounding::down)};
    }
  return *least;
}

void Checker::check_depth() {
  std::vector<std::pair<const CheckedProduct*, DeepestPrice>> all;
  for (const CheckedProduct* product : looked_at_) all.push_back({product, deepest(*product)});
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.second.margin < b.second.margin; });
  for (std::size_t i = 0; i < all.size() && i < kDeepest; ++i) report_.deepest.push_back(all[i].second);
  check_cost(all);
  check_margin(all);
}

void Checker::check_cost(const std::vector<std::pair<const CheckedProduct*, DeepestPrice>>& all) {
  std::size_t below = 0;
  for (const auto& [product, deepest] : all) {
    if (product->floor_price && deepest.net < *product->floor_price)
      add(finding_below_floor, *product, {{"net", yuan(deepest.net)}, {"floor", yuan(*product->floor_price)}})
          .amount = deepest.net;
    if (deepest.net >= product->cost || ++below > kNamed) continue;
    add(finding_below_cost, *product,
        {{"net", yuan(deepest.net)},
         {"cost", yuan(product->cost)},
         {"number", std::to_string(deepest.count)},
         {"offers", offers_text(deepest.promotions, true)},
         {"offers_en", offers_text(deepest.promotions, false)}})
        .amount = deepest.net;
  }
  add_more(finding_below_cost_more, below);
}

void Checker::check_margin(const std::vector<std::pair<const CheckedProduct*, DeepestPrice>>& all) {
  if (!input_.least_margin) return;
  std::size_t below = 0;
  for (const auto& [product, deepest] : all) {
    const bool loss = deepest.net < product->cost;  // said already
    if (loss || deepest.margin >= input_.least_margin->basis_points || ++below > kNamed) continue;
    add(finding_below_margin, *product,
        {{"margin", percent_text({deepest.margin})}, {"least", percent_text(*input_.least_margin)}})
        .amount = deepest.net;
  }
  add_more(finding_below_margin_more, below);
}

// Prices of 1 to 12 pieces, and whether two orders cost less than one. Coupons stay away: two orders would
// need two of them.
Checker::Split Checker::best_split(const CheckedProduct& product, const Visitor& visitor,
                                   TrialShop::Rules rules) const {
  std::vector<Money> price(kSplitUpTo + 1);
  for (std::int64_t count = 1; count <= kSplitUpTo; ++count)
    price[count] = shop_.price(product, count, visitor, rules, false).net;
  Split best;
  for (std::int64_t count = 2; count <= kSplitUpTo; ++count)
    for (std::int64_t first = 1; 2 * first <= count; ++first) {
      const Money gain = price[count] - price[first] - price[count - first];
      if (gain > best.gain) best = {count, gain};
    }
  return best;
}

// What splitting gains without the draft already is not the draft's doing.
void Checker::check_splitting() {
  if (!shop_.lowers_prices()) return;
  const CheckedProduct* worst = nullptr;
  Split most;
  for (const CheckedProduct* product : looked_at_)
    for (const Visitor& visitor : {shop_.visitors().front(), shop_.visitors().back()}) {
      const Split with = best_split(*product, visitor, TrialShop::Rules::with_draft);
      if (with.gain <= most.gain) continue;
      const Split without = best_split(*product, visitor, TrialShop::Rules::without_draft);
      if (with.gain <= without.gain) continue;
      most = with;
      worst = product;
    }
  if (!worst) return;
  add(finding_split, *worst, {{"number", std::to_string(most.count)}, {"gain", yuan(most.gain)}}).amount =
      most.gain;
}

// A weighed deal is rounded to the fen, so that a percent of difference means nothing there.
static bool clearly_below(Money low, Money price, bool by_weight) {
  return by_weight ? low.minor * 100 < price.minor * 99 : low < price;
}

void Checker::check_reference() {
  if (!shop_.lowers_shelf_price()) return;
  std::size_t above = 0, not_below = 0;
  for (const CheckedProduct* product : looked_at_) {
    if (!product->lowest_deal) continue;
    const Money low = *product->lowest_deal;
    if (!clearly_below(low, product->price, product->by_weight)) continue;
    if (++above <= kNamed)
      add(finding_reference, *product, {{"price", yuan(product->price)}, {"low", yuan(low)}}).amount = low;
    const Trial alone =
        shop_.price(*product, 1, shop_.visitors().back(), TrialShop::Rules::draft_alone, true);
    if (!alone.draft_applies || alone.net < low || ++not_below > kNamed) continue;
    add(finding_not_below_low, *product, {{"net", yuan(alone.net)}, {"low", yuan(low)}}).amount = low;
  }
  add_more(finding_reference_more, above);
  add_more(finding_not_below_low_more, not_below);
}

}  // namespace

bool may_coincide(const pricing::Schedule& a, const pricing::Schedule& b) {
  if (a.ends_at && b.starts_at && *a.ends_at <= *b.starts_at) return false;
  if (b.ends_at && a.starts_at && *b.ends_at <= *a.starts_at) return false;
  const auto crosses = [](const pricing::Schedule& schedule) {
    return schedule.from_minute && schedule.to_minute && *schedule.from_minute >= *schedule.to_minute;
  };
  // Its small hours belong to the next day.
  if (!crosses(a) && !crosses(b) && !days_meet(a, b)) return false;
  return hours_meet(a, b);
}

bool in_scope(const pricing::Scope& scope, const CheckedProduct& product) {
  return product.discountable && listed(scope, product);
}

CheckReport check_setup(const CheckInput& input) { return Checker(input).run(); }

}  // namespace huiji::insight
