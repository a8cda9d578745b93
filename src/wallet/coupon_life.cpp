#include "wallet/coupon_life.hpp"

#include <algorithm>

#include "wallet/coupon_errors.hpp"

namespace huiji::wallet {

namespace {

constexpr std::pair<CouponState, std::string_view> kStates[] = {{CouponState::issued, "issued"},
                                                                {CouponState::reserved, "reserved"},
                                                                {CouponState::used, "used"},
                                                                {CouponState::expired, "expired"},
                                                                {CouponState::voided, "voided"}};
constexpr std::string_view kMade = "made";
constexpr std::size_t kIdLength = 36;

std::string account(CouponBatchId batch_id, std::string_view name) {
  return std::string(kCouponsPrefix) + batch_id.text() + "/" + std::string(name);
}

}  // namespace

std::string_view to_text(CouponState state) {
  for (const auto& [known, name] : kStates)
    if (known == state) return name;
  HUIJI_CHECK(false);
}

std::optional<CouponState> coupon_state_of(std::string_view text) {
  for (const auto& [state, name] : kStates)
    if (name == text) return state;
  return std::nullopt;
}

Result<Done> check_validity(const CouponValidity& validity) {
  if (validity.until.has_value() == validity.days.has_value()) return coupon_validity_wrong;
  if (validity.from && validity.until && *validity.until < *validity.from) return coupon_validity_wrong;
  return Done{};
}

CouponDays days_of(const CouponValidity& validity, Date today) {
  const Date from = std::max(today, validity.from.value_or(today));
  if (validity.until) return {from, *validity.until};
  return {from, {from.days + static_cast<std::int32_t>(*validity.days)}};
}

std::optional<Date> last_day_to_issue(const CouponValidity& validity) { return validity.until; }

Result<Done> check_free(const Coupon& coupon, Date today) {
  if (coupon.state == CouponState::used) return coupon_used;
  if (coupon.state == CouponState::voided) return coupon_voided;
  if (coupon.state == CouponState::expired || coupon.valid_until < today)
    return Refusal(coupon_expired, {{"until", huiji::to_text(coupon.valid_until)}});
  if (today < coupon.valid_from)
    return Refusal(coupon_not_yet, {{"from", huiji::to_text(coupon.valid_from)}});
  return Done{};
}

Coupon given_back(Coupon coupon, Date refund_day) {
  const Date extended_until{refund_day.days + kExtension_days};
  coupon.state = CouponState::issued;
  ++coupon.returns;
  coupon.till_id.reset();
  coupon.taken_for.reset();
  coupon.sale_id.reset();
  coupon.discount = {};
  if (coupon.extended || coupon.valid_until >= extended_until) return coupon;
  coupon.valid_until = extended_until;
  coupon.extended = true;
  return coupon;
}

std::optional<std::string_view> fault_of_use(const Coupon& coupon, TillId till_id, Date sale_day) {
  if (coupon.state == CouponState::used) return "used";
  if (coupon.state == CouponState::voided) return "voided";
  if (coupon.state == CouponState::reserved && coupon.till_id == till_id) return std::nullopt;
  if (sale_day < coupon.valid_from) return "not_yet";
  if (coupon.valid_until < sale_day) return "expired";
  return std::nullopt;
}

std::string coupons_made_account(CouponBatchId batch_id) { return account(batch_id, kMade); }

std::string coupons_account(CouponBatchId batch_id, CouponState state, std::optional<TillId> till_id) {
  std::string path = account(batch_id, to_text(state));
  if (state != CouponState::reserved && state != CouponState::used) return path;
  HUIJI_CHECK(till_id);
  return path + "/" + till_id->text();
}

std::string account_of(const Coupon& coupon) {
  return coupons_account(coupon.batch_id, coupon.state, coupon.till_id);
}

std::optional<CouponAccount> parse_coupons_account(std::string_view account) {
  if (!account.starts_with(kCouponsPrefix)) return std::nullopt;
  account.remove_prefix(kCouponsPrefix.size());
  const auto batch_id = CouponBatchId::parse(account.substr(0, kIdLength));
  if (!batch_id || account.size() <= kIdLength) return std::nullopt;
  std::string_view name = account.substr(kIdLength + 1);
  name = name.substr(0, name.find('/'));
  if (name == kMade) return CouponAccount{*batch_id, {}};
  for (const auto& [state, text] : kStates)
    if (text == name) return CouponAccount{*batch_id, state};
  return std::nullopt;
}

}  // namespace huiji::wallet
