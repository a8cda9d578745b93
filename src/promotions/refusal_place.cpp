#include "promotions/refusal_place.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "kernel/result.hpp"
#include "promotions/promotions_errors.hpp"

namespace huiji::promotions {

namespace {

struct Place {
  const ErrorCode* code;
  std::array<std::string_view, 3> fields;
};

}  // namespace

static std::span<const Place> places() {
  static const Place list[] = {
      {&percent_senseless, {"off", "rows"}},
      {&price_senseless, {"price"}},
      {&nth_senseless, {"nth"}},
      {&buy_free_senseless, {"buy"}},
      {&sets_senseless, {"max_sets"}},
      {&threshold_senseless, {"off"}},
      {&cap_senseless, {"cap"}},
      {&amount_senseless, {"amount", "off", "rows"}},
      {&rows_senseless, {"rows"}},
      {&rows_order, {"rows"}},
      {&row_off_senseless, {"rows"}},
      {&tiers_senseless, {"rows"}},
      {&bands_senseless, {"rows"}},
      {&days_senseless, {"rows"}},
      {&times_senseless, {"rows"}},
      {&count_senseless, {"count", "rows", "buy"}},
      {&set_count_senseless, {"count"}},
      {&set_price_senseless, {"price"}},
      {&free_percent_senseless, {"off"}},
      {&goods_missing, {"goods", "rows"}},
      {&bundle_senseless, {"rows"}},
      {&bundle_benefit_missing, {"mode"}},
      {&points_senseless, {"points"}},
      {&points_price_senseless, {"price"}},
      {&exchange_price_senseless, {"price"}},
      {&threshold_missing, {"threshold", "rows"}},
      {&add_on_price_senseless, {"price"}},
      {&every_senseless, {"every"}},
      {&order_cap_senseless, {"cap"}},
      {&voucher_senseless, {"value"}},
      {&voucher_count_senseless, {"max_per_order"}},
      {&tenders_senseless, {"rows"}},
      {&tender_benefit_senseless, {"amount"}},
      {&tender_amount_senseless, {"amount"}},
      {&delivery_rows_senseless, {"rows"}},
      {&multiple_senseless, {"multiple"}},
      {&reward_threshold_senseless, {"threshold"}},
      {&coupon_missing, {"coupon"}},
      {&coupon_count_senseless, {"count"}},
      {&stamps_senseless, {"per"}},
      {&most_senseless, {"max"}},
      {&draw_threshold_senseless, {"threshold"}},
      {&event_missing, {"event"}},
  };
  return list;
}

static std::string_view field_of(const ErrorCode* code, const KindDescription& kind) {
  for (const Place& place : places()) {
    if (place.code != code) continue;
    for (std::string_view field : place.fields) {
      const auto named = [&](const ParameterHint& hint) { return hint.name == field; };
      if (std::any_of(kind.parameters.begin(), kind.parameters.end(), named)) return field;
    }
  }
  return {};
}

Refusal in_parameters(Refusal refusal, const KindDescription& kind) {
  for (Detail& detail : refusal.details) {
    if (detail.name != "path") continue;
    detail.value.insert(0, "/parameters");
    return refusal;
  }
  const std::string_view field = field_of(refusal.code, kind);
  if (!field.empty()) refusal.details.push_back({"path", "/parameters/" + std::string(field)});
  return refusal;
}

Refusal in_section(Refusal refusal, const char* path) {
  refusal.details.push_back({"path", path});
  return refusal;
}

}  // namespace huiji::promotions
