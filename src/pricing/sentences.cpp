#include "pricing/sentences.hpp"

#include "pricing/pricing.hpp"

namespace huiji::pricing {

std::string yuan(Money amount) {
  const std::int64_t magnitude = amount.minor < 0 ? -amount.minor : amount.minor;
  const std::string cents = std::to_string(magnitude % 100);
  return (amount.minor < 0 ? "-¥" : "¥") + std::to_string(magnitude / 100) + (cents.size() < 2 ? ".0" : ".") +
         cents;
}

std::string amount_of_goods(Quantity units, bool by_weight) {
  std::string text = std::to_string(units.thousandths / 1000);
  std::string part = std::to_string(units.thousandths % 1000);
  if (!by_weight && units.thousandths % 1000 == 0) return text;
  part.insert(0, 3 - part.size(), '0');
  while (!by_weight && part.back() == '0') part.pop_back();
  return text + "." + part;
}

static Sentence funder_words(const std::optional<Funder>& funder) {
  if (!funder || funder->kind == FunderKind::shop) return {};
  const std::string share = std::to_string(funder->share.basis_points / 100) + "%";
  return {"（" + funder->name + " 承担 " + share + "）", " (" + funder->name + " pays " + share + ")"};
}

static std::string percent_text(Percent percent) {
  std::string text = std::to_string(percent.basis_points / 100);
  if (const std::int64_t part = percent.basis_points % 100; part != 0)
    text +=
        part % 10 == 0 ? "." + std::to_string(part / 10) : (part < 10 ? ".0" : ".") + std::to_string(part);
  return text + "%";
}

static Sentence points_share(const AppliedPromotion& applied) {
  const std::string points = std::to_string(applied.points.value_or(Points{}).count);
  return {applied.name + "：" + points + " 积分抵 " + yuan(applied.amount),
          applied.name + ": " + points + " points pay " + yuan(applied.amount)};
}

Sentence short_share_sentence(const AppliedPromotion& applied, const Allocation& share, bool by_weight) {
  if (applied.layer == Layer::points) return points_share(applied);
  const std::string goods = amount_of_goods(share.units, by_weight);
  return {applied.name + "：" + goods + (by_weight ? " 公斤" : " 件"),
          applied.name + ": " + goods + (by_weight ? " kg" : " pcs")};
}

Sentence share_sentence(const AppliedPromotion& applied, const Allocation& share, bool by_weight) {
  const Sentence brief = short_share_sentence(applied, share, by_weight);
  if (applied.layer == Layer::points)
    return {brief.zh + "，本行 " + yuan(share.amount), brief.en + ", " + yuan(share.amount) + " of it here"};
  const Sentence funder = funder_words(applied.funder);
  return {brief.zh + "，省 " + yuan(share.amount) + funder.zh,
          brief.en + ", " + yuan(share.amount) + " off" + funder.en};
}

static Sentence points_words(const NotGiven& not_given) {
  const PointsPayable points = not_given.points.value_or(PointsPayable{});
  const std::string count = std::to_string(points.most.count);
  if (not_given.reason == NotGivenReason::points_held)
    return {"会员可用的只有 " + count + " 积分，可抵 " + yuan(points.value),
            "the member can spend only " + count + " points, worth " + yuan(points.value)};
  if (not_given.reason == NotGivenReason::points_minimum)
    return {"至少要用 " + count + " 积分，抵 " + yuan(points.value),
            "at least " + count + " points, worth " + yuan(points.value)};
  if (points.most.count == 0)
    return {"本单可抵金额不够最低的一档", "this basket allows less than the smallest step"};
  return {"本单最多用 " + count + " 积分，抵 " + yuan(points.value),
          "at most " + count + " points of this basket, worth " + yuan(points.value)};
}

static Sentence reason_words(const NotGiven& not_given) {
  switch (not_given.reason) {
    case NotGivenReason::members_only:
      return {"仅限会员，请先登记会员", "for members only: attach the member"};
    case NotGivenReason::other_audience:
      return {"不适用于该会员、门店或渠道", "not for this member, shop or channel"};
    case NotGivenReason::not_open:
      return {"现在不在活动时间内", "not within its dates and hours now"};
    case NotGivenReason::needs_coupon:
      return {"需要出示优惠券", "needs a coupon"};
    case NotGivenReason::needs_tender:
      return {"限指定付款方式", "only with certain ways of paying"};
    case NotGivenReason::needs_wish:
      return {"顾客要求时才使用", "only when the customer asks for it"};
    case NotGivenReason::needs_delivery:
      return {"只用于配送订单", "only for orders that are delivered"};
    case NotGivenReason::limit_reached:
      return {"已达到限用次数或预算", "its limit or budget is used up"};
    case NotGivenReason::goods_excluded:
      return {"购物篮里的相关商品不参加", "its goods in this basket are excluded"};
    case NotGivenReason::goods_discounted:
      return {"特价商品不参加", "goods with a lowered price do not count"};
    case NotGivenReason::below_threshold:
      return {"金额或件数未达到条件", "the amount or number of goods is too small"};
    case NotGivenReason::no_saving:
      return {"现价已不高于此优惠", "the goods already cost no more"};
    case NotGivenReason::points_capped:
    case NotGivenReason::points_held:
    case NotGivenReason::points_minimum:
      return points_words(not_given);
    case NotGivenReason::rival_better:
      break;
  }
  if (!not_given.rival_name) return {"其他优惠更划算", "other offers give more"};
  Sentence words{"“" + *not_given.rival_name + "”更划算", "“" + *not_given.rival_name + "” gives more"};
  if (not_given.loss && not_given.loss->minor > 0) {
    words.zh += "，改用它要多付 " + yuan(*not_given.loss);
    words.en += ": with this one instead the total would be " + yuan(*not_given.loss) + " higher";
  } else if (not_given.loss) {
    words = {"与“" + *not_given.rival_name + "”同价，只取一个",
             "the same as “" + *not_given.rival_name + "”: one of them applies"};
  }
  return words;
}

Sentence not_given_sentence(const NotGiven& not_given) {
  const Sentence words = reason_words(not_given);
  return {not_given.name + "：" + words.zh, not_given.name + ": " + words.en};
}

Sentence points_not_given_sentence(const NotGiven& not_given, const PointsPayment& rule) {
  Sentence words = not_given_sentence(not_given);
  if (not_given.reason != NotGivenReason::points_capped) return words;
  words.zh += "（上限：可优惠商品的 " + percent_text(rule.cap);
  words.en += " (cap: " + percent_text(rule.cap) + " of the discountable goods";
  if (rule.cap_amount) {
    words.zh += "，每单 " + yuan(*rule.cap_amount);
    words.en += ", " + yuan(*rule.cap_amount) + " of a basket";
  }
  return {words.zh + "）", words.en + ")"};
}

std::optional<Sentence> bonus_sentence(const PricedBasket& priced, const Basket& basket) {
  const auto part = bonus_part(priced, basket.bonus_tender);
  if (!part || !basket.member) return std::nullopt;
  return Sentence{
      "应付 " + yuan(part->payable) + " 中有 " + yuan(part->bonus) + " 用赠金支付，这部分不积分",
      yuan(part->bonus) + " of the " + yuan(part->payable) + " is paid with bonus money and earns no points"};
}

Sentence near_miss_sentence(const NearMiss& near) {
  if (near.add_amount)
    return {"再买 " + yuan(*near.add_amount) + " 可再省 " + yuan(near.gain) + "（" + near.name + "）",
            "Add " + yuan(*near.add_amount) + " more for " + yuan(near.gain) + " off (" + near.name + ")"};
  const std::string units = std::to_string(near.add_units.value_or(1));
  return {"再加 " + units + " 件可省 " + yuan(near.gain) + "（" + near.name + "）",
          "Add " + units + " more to save " + yuan(near.gain) + " (" + near.name + ")"};
}

Sentence certificate_sentence(const Certificate& certificate) {
  if (certificate.optimal) return {"已证明是最低价", "Proven: no combination of the offers costs less"};
  return {
      "在计算步数内找到的最好价格，最多还可能低 " + yuan(certificate.gap),
      "The best price found within the limit of work; a better one saves at most " + yuan(certificate.gap)};
}

}  // namespace huiji::pricing
