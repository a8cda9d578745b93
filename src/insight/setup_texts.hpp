// The findings of a set-up check in words, Chinese and English, for the person who writes the promotion.
#pragma once

#include "insight/setup_checks.hpp"

namespace huiji::insight {

struct FindingText {
  const char* code;
  Severity severity;
  const char* zh;
  const char* en;
};

inline constexpr FindingText finding_past{
    "schedule_past", Severity::error, "活动已经结束：结束时间在过去，启用后永远不会生效",
    "It is over already: its end lies in the past, it will never apply"};
inline constexpr FindingText finding_scope_empty{"scope_empty", Severity::error,
                                                 "适用范围内没有在售且可打折的商品",
                                                 "Nothing in its scope is on sale and open to discounts"};
inline constexpr FindingText finding_not_discountable{
    "not_discountable", Severity::notice, "范围内有 {count} 种商品设为不参与优惠（如“{product}”），不会打折",
    "{count} goods in its scope take no discounts (such as “{product}”): they keep their price"};
inline constexpr FindingText finding_saves_nothing{
    "saves_nothing", Severity::error, "试过的 {count} 种商品，没有一种因此便宜：请检查价格、比例或门槛",
    "None of the {count} goods tried becomes cheaper: check the price, the percentage or the threshold"};
inline constexpr FindingText finding_saves_nothing_on{
    "saves_nothing_on", Severity::warning, "有 {count} 种商品不会因此便宜，例如“{product}”（现价 {price}）",
    "{count} goods don't become cheaper, such as “{product}” (now {price})"};
inline constexpr FindingText finding_never_wins{
    "never_wins", Severity::warning, "已有更优惠的活动，本促销在试过的商品上从不生效；胜出的是“{rival}”",
    "Better offers are in force: on the goods tried it never applies; “{rival}” wins"};
inline constexpr FindingText finding_loses{
    "loses_to", Severity::warning,
    "与“{rival}”同类、同商品、同时段：“{product}”上按“{rival}”计价，本促销不生效",
    "Same kind, goods and time as “{rival}”: on “{product}” that one applies and not this"};
inline constexpr FindingText finding_wins{
    "wins_over", Severity::notice,
    "与“{rival}”同类、同商品、同时段：“{product}”上本促销更优惠，“{rival}”不再生效",
    "Same kind, goods and time as “{rival}”: on “{product}” this one applies instead"};
inline constexpr FindingText finding_stacks{
    "stacks_with", Severity::warning, "与“{rival}”同类、同商品、同时段，并且会叠加：“{product}”同时享受两者",
    "Same kind, goods and time as “{rival}”, and they add up: “{product}” gets both"};
inline constexpr FindingText finding_both_mandatory{
    "both_mandatory", Severity::error, "与“{rival}”都标为“必须执行”的货架价，同商品、同时段互相矛盾",
    "Both this and “{rival}” are shelf prices that must apply, for the same goods at the same time"};
inline constexpr FindingText finding_below_cost{
    "below_cost", Severity::error,
    "“{product}”叠加后最低每{unit} {net}，低于进价 {cost}（买 {number}：{offers}）",
    "“{product}” can come to {net} each, below its cost of {cost} (buying {number}: {offers})"};
inline constexpr FindingText finding_below_cost_more{"below_cost_more", Severity::error,
                                                     "另有 {count} 种商品叠加后低于进价",
                                                     "{count} more goods can fall below cost"};
inline constexpr FindingText finding_below_floor{
    "below_floor", Severity::error, "“{product}”叠加后最低每{unit} {net}，低于最低限价 {floor}",
    "“{product}” can come to {net} each, below its floor price of {floor}"};
inline constexpr FindingText finding_below_margin{
    "below_margin", Severity::warning, "“{product}”叠加后毛利率最低 {margin}，低于底线 {least}",
    "The margin of “{product}” can fall to {margin}, below your limit of {least}"};
inline constexpr FindingText finding_below_margin_more{
    "below_margin_more", Severity::warning, "另有 {count} 种商品毛利率会低于底线",
    "The margin of {count} more goods can fall below your limit"};
inline constexpr FindingText finding_split{
    "split_gain", Severity::warning, "拆单更便宜：“{product}”买 {number} 分两单付，比一单少付 {gain}",
    "Splitting pays: {number} of “{product}” in two orders cost {gain} less than in one"};
inline constexpr FindingText finding_reference{
    "reference_price", Severity::warning,
    "“{product}”不能把 {price} 标作原价：本店近 7 天最低成交价是 {low}（明码标价和禁止价格欺诈规定第十六条）",
    "“{product}” must not show {price} as its former price: the lowest deal of the last 7 days was {low}"};
inline constexpr FindingText finding_reference_more{
    "reference_price_more", Severity::warning,
    "另有 {count} 种商品近 7 天成交价低于现价，划线价须按最低成交价",
    "{count} more goods were sold below their price in the last 7 days: show the lowest deal as reference"};
inline constexpr FindingText finding_not_below_low{
    "not_below_low", Severity::warning,
    "“{product}”促销价每{unit} {net}，不低于近 7 天最低成交价 {low}，谈不上优惠",
    "“{product}” at {net} is no lower than the lowest deal of the last 7 days, {low}"};
inline constexpr FindingText finding_not_below_low_more{
    "not_below_low_more", Severity::warning, "另有 {count} 种商品的促销价不低于近 7 天最低成交价",
    "{count} more goods are no cheaper than their lowest deal of the last 7 days"};

using Words = std::vector<std::pair<std::string_view, std::string>>;

// `*_en` words take the place of the plain ones in the English sentence.
SetupFinding finding_of(const FindingText& text, const Words& words);

std::string yuan(Money amount);             // "¥12.50"
std::string percent_text(Percent percent);  // "12.5%"

}  // namespace huiji::insight
