#include "insight/trial.hpp"

#include <algorithm>
#include <charconv>

#include "promotions/promotions.hpp"

namespace huiji::insight {
namespace {

constexpr std::int64_t kMostPieces = 200;
constexpr std::size_t kMostVisitors = 5;

pricing::Promotion always_open(pricing::Promotion promotion) {
  promotion.schedule = {};
  promotion.state = pricing::PromotionState::active;
  return promotion;
}

pricing::CompiledRules compiled(const CheckInput& input, std::vector<pricing::Promotion> promotions) {
  pricing::Rules rules;
  rules.points = input.points;
  rules.promotions = std::move(promotions);
  auto compiled = pricing::compile(rules);
  HUIJI_CHECK(compiled);  // the draft was checked, the others are in force
  return *std::move(compiled);
}

pricing::Layer layer_of(const std::string& kind) {
  for (const auto& description : promotions::describe_kinds().kinds)
    if (description.kind == kind) return description.layer;
  return pricing::Layer::unit_price;
}

std::vector<std::string_view> values_named(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  std::vector<std::string_view> values;
  for (std::size_t at = json.find(key); at != json.npos; at = json.find(key, at + 1))
    values.push_back(json.substr(at + key.size()));
  return values;
}

void add_new(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& text : from)
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
}

}  // namespace

std::vector<std::int64_t> numbers_named(std::string_view json, std::string_view name) {
  std::vector<std::int64_t> numbers;
  for (const std::string_view value : values_named(json, name)) {
    std::int64_t number = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), number).ec == std::errc())
      numbers.push_back(number);
  }
  return numbers;
}

std::vector<std::string> texts_named(std::string_view json, std::string_view name) {
  std::vector<std::string> texts;
  for (std::string_view value : values_named(json, name)) {
    if (value.empty() || value.front() != '"') continue;
    value.remove_prefix(1);
    texts.emplace_back(value.substr(0, value.find('"')));
  }
  return texts;
}

TrialShop::TrialShop(const CheckInput& input) : input_(input) {
  for (const pricing::Promotion& promotion : input.live)
    if (may_coincide(promotion.schedule, input.draft.schedule)) rivals_.push_back(always_open(promotion));
  const pricing::Promotion draft = always_open(input.draft);
  without_draft_ = compiled(input, rivals_);
  draft_alone_ = compiled(input, {draft});
  auto all = rivals_;
  all.push_back(draft);
  with_draft_ = compiled(input, std::move(all));
  const pricing::Layer layer = layer_of(draft.kind);
  lowers_prices_ = layer != pricing::Layer::reward && layer != pricing::Layer::extra;
  lowers_shelf_price_ = layer == pricing::Layer::unit_price;
  delivery_ = layer == pricing::Layer::delivery;
  expiring_ = !numbers_named(draft.parameters.text, "days_left").empty();
  thresholds_ = numbers_named(draft.parameters.text, "threshold");
  const auto tenders = texts_named(draft.parameters.text, "tender");
  if (!tenders.empty()) tender_ = tenders.front();
  find_visitors();
}

// A visitor without a card, a plain member, and one of each tier that some promotion asks for.
void TrialShop::find_visitors() {
  std::vector<std::string> tiers;
  auto all = rivals_;
  all.push_back(input_.draft);
  for (const pricing::Promotion& promotion : all) {
    add_new(tiers, texts_named(promotion.parameters.text, "tier"));
    if (!promotion.audience) continue;
    add_new(tiers, promotion.audience->tiers);
    add_new(tags_, promotion.audience->tags);
  }
  visitors_ = {{false, {}}, {true, "standard"}};
  for (const std::string& tier : tiers)
    if (tier != "standard" && visitors_.size() < kMostVisitors) visitors_.push_back({true, tier});
}

std::vector<std::int64_t> TrialShop::counts(const CheckedProduct& product) const {
  std::vector<std::int64_t> counts{1, 2, 3, 6, 12};
  for (const std::int64_t threshold : thresholds_) {
    if (product.price.minor <= 0) continue;
    const std::int64_t reach = (threshold + product.price.minor - 1) / product.price.minor;
    if (reach > 1 && reach <= kMostPieces) counts.push_back(reach);
  }
  for (const char* name : {"nth", "buy", "count", "from_count", "min_units"})
    for (const std::int64_t number : numbers_named(input_.draft.parameters.text, name))
      if (number > 0 && number <= kMostPieces) counts.push_back(number);
  std::sort(counts.begin(), counts.end());
  counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
  return counts;
}

pricing::Basket TrialShop::basket(const CheckedProduct& product, std::int64_t count, const Visitor& visitor,
                                  bool coupons) const {
  pricing::Basket basket;
  // The last minute of the local day: evening markdowns are at their deepest.
  const Instant at = std::max(input_.now, input_.draft.schedule.starts_at.value_or(input_.now));
  const std::int64_t offset_ms = input_.utc_offset_minutes * kMinute_ms;
  const std::int64_t day = (at.ms + offset_ms) / kDay_ms;
  basket.priced_at = {(day + 1) * kDay_ms - kMinute_ms - offset_ms};
  basket.utc_offset_minutes = input_.utc_offset_minutes;
  basket.shop_id = input_.shop_id;
  basket.tender = tender_;
  if (visitor.member) {
    basket.member = pricing::MemberFacts{MemberId{{1}}, visitor.tier, tags_, true, Points{1'000'000}};
  }
  pricing::BasketLine line;
  line.line = "1";
  line.product_id = product.product_id;
  line.quantity = pieces(count);
  line.by_weight = product.by_weight;
  line.unit_price = product.price;
  line.member_price = product.member_price;
  line.tax_rate = product.tax_rate;
  line.discountable = product.discountable;
  line.categories = product.categories;
  line.floor_price = product.floor_price;
  if (expiring_) line.best_before = Date{static_cast<std::int32_t>(day)};
  basket.lines.push_back(std::move(line));
  if (delivery_) basket.delivery = pricing::Delivery{{1000}, {}};
  basket.wishes = {pricing::Wish{input_.draft.promotion_id, static_cast<int>(count)}};
  if (!coupons) return basket;
  basket.coupons.emplace();
  auto all = rivals_;
  all.push_back(input_.draft);
  for (const pricing::Promotion& promotion : all)
    if (promotion.terms && promotion.terms->by_coupon) basket.coupons->push_back({promotion.promotion_id, 1});
  return basket;
}

Trial TrialShop::price(const CheckedProduct& product, std::int64_t count, const Visitor& visitor, Rules rules,
                       bool coupons) const {
  const pricing::CompiledRules& compiled = rules == Rules::with_draft      ? with_draft_
                                           : rules == Rules::without_draft ? without_draft_
                                                                           : draft_alone_;
  const pricing::PricedBasket priced = pricing::price(basket(product, count, visitor, coupons), compiled);
  ++priced_;
  Trial trial{count, visitor, priced.lines[0].gross, priced.lines[0].net, false, {}, {}};
  if (priced.delivery) trial.net += priced.delivery->net;
  for (const pricing::AppliedPromotion& applied : priced.promotions) {
    trial.promotions.push_back(applied.name);
    trial.ids.push_back(applied.promotion_id);
    if (applied.promotion_id == input_.draft.promotion_id) trial.draft_applies = true;
  }
  return trial;
}

}  // namespace huiji::insight
