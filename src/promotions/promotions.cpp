#include "promotions/promotions.hpp"

#include <algorithm>

#include "promotions/engine/rule_book.hpp"
#include "promotions/engine/schedule.hpp"
#include "promotions/promotions_errors.hpp"
#include "promotions/refusal_place.hpp"

namespace huiji::promotions {

const Kind* find_kind(std::string_view name) {
  for (const Kind* kind : all_kinds())
    if (kind->description.kind == name) return kind;
  return nullptr;
}

KindList describe_kinds() {
  KindList list;
  for (const Kind* kind : all_kinds()) list.kinds.push_back(kind->description);
  return list;
}

template <class T>
static bool all_excluded(const std::vector<T>& included, const std::vector<T>& excluded) {
  return std::all_of(included.begin(), included.end(), [&](const T& value) {
    return std::find(excluded.begin(), excluded.end(), value) != excluded.end();
  });
}

// Named goods that are all excluded again leave nothing; an empty scope means everything.
static Result<Done> check_scope(const pricing::Scope& scope) {
  if (scope.products.empty() && scope.categories.empty()) return Done{};
  if (all_excluded(scope.products, scope.excluded_products) &&
      all_excluded(scope.categories, scope.excluded_categories))
    return scope_senseless;
  return Done{};
}

Result<Done> check_draft(const PromotionDraft& draft) {
  const Kind* kind = find_kind(draft.kind);
  if (!kind) return Refusal(unknown_kind, {{"kind", draft.kind}});
  if (auto offer = kind->make(draft.parameters); !offer)
    return in_parameters(offer.refusal(), kind->description);
  if (kind->description.coupon_only && !(draft.terms && draft.terms->by_coupon))
    return in_section(Refusal(coupon_needed, {{"kind", kind->description.zh}}), "/terms");
  if (auto done = check_scope(draft.scope); !done) return in_section(done.refusal(), "/scope");
  if (auto done = check_schedule(draft.schedule); !done) return in_section(done.refusal(), "/schedule");
  return Done{};
}

}  // namespace huiji::promotions
