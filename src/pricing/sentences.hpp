// The sentences of an explanation, in Chinese and English, in one place: amounts in yuan, quantities as the
// cashier says them.
#pragma once

#include <optional>

#include "pricing/explain_types.hpp"

namespace huiji::pricing {

struct Sentence {
  std::string zh;
  std::string en;
};

std::string yuan(Money amount);                               // "¥6.20"
std::string amount_of_goods(Quantity units, bool by_weight);  // "2 件", "0.535 kg" without the word

Sentence share_sentence(const AppliedPromotion& applied, const Allocation& share, bool by_weight);
// Without the amount and who pays: for the receipt.
Sentence short_share_sentence(const AppliedPromotion& applied, const Allocation& share, bool by_weight);
Sentence not_given_sentence(const NotGiven& not_given);
// With the shop's caps, which a customer may ask for.
Sentence points_not_given_sentence(const NotGiven& not_given, const PointsPayment& rule);
// What is paid with bonus money and earns nothing; nothing without it or without a member.
std::optional<Sentence> bonus_sentence(const PricedBasket& priced, const Basket& basket);
Sentence near_miss_sentence(const NearMiss& near);
Sentence certificate_sentence(const Certificate& certificate);

}  // namespace huiji::pricing
