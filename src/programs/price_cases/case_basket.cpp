// What lies on the counter and who stands before it: `scan` and the facts of the basket.
#include "programs/price_cases/case_words.hpp"

namespace huiji::cases {

namespace {

// yoghurt-plain-a lies in the categories yoghurt-plain and yoghurt.
void add_categories(std::string_view name, std::vector<CategoryId>& categories) {
  for (std::size_t dash = name.rfind('-'); dash != std::string_view::npos && dash > 0;
       dash = name.rfind('-')) {
    name = name.substr(0, dash);
    categories.push_back(category_id(name));
  }
}

std::string read_tax(const std::string& word, Percent& rate) {
  std::optional<Percent> read;
  if (!read_percent(word, read).empty()) return "not a rate: " + word;
  rate = *read;
  return {};
}

std::string read_scan_option(const Words& words, std::size_t& at, pricing::BasketLine& line) {
  const std::string word = words[at];
  if (word == "fixed") return line.discountable = false, std::string{};
  if (++at >= words.size()) return word + " needs a value";
  const std::string& value = words[at];
  if (word == "label") return read_money(value, line.label_amount);
  if (word == "member") return read_money(value, line.member_price);
  if (word == "floor") return read_money(value, line.floor_price);
  if (word == "markdown") return read_money(value, line.markdown_price);
  if (word == "manual") return read_money(value, line.manual_price);
  if (word == "tax") return read_tax(value, line.tax_rate);
  if (word == "best-before") {
    line.best_before = parse_date(value);
    return line.best_before ? "" : "a date is like 2025-10-01";
  }
  if (word != "in") return "unknown word: " + word;
  for (const std::string& name : split_list(value)) line.categories.push_back(category_id(name));
  return {};
}

std::optional<int> small_number(const Words& words, std::size_t at) {
  const auto number = at < words.size() ? parse_decimal(words[at], 0) : std::nullopt;
  return number && *number <= 1'000'000 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// member [TIER] [tags=a,b] [birthday] [points N]
std::string read_member(const Words& words, pricing::Basket& basket) {
  pricing::MemberFacts member;
  member.member_id = MemberId{{1}};
  member.tier = "standard";
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i].rfind("tags=", 0) == 0) {
      member.tags = split_list(std::string_view(words[i]).substr(5));
    } else if (words[i] == "birthday") {
      member.birthday = true;
    } else if (words[i] == "points") {
      const auto points = small_number(words, ++i);
      if (!points) return "a member's points are a whole number";
      member.points = Points{*points};
    } else if (i == 1) {
      member.tier = words[i];
    } else {
      return "unknown word: " + words[i];
    }
  }
  basket.member = std::move(member);
  return {};
}

// coupons LABEL N, wish LABEL N, remaining LABEL N [AMOUNT]
std::string read_about_rule(const Words& words, Case& into) {
  const pricing::Promotion* rule = words.size() >= 3 ? find_rule(into, words[1]) : nullptr;
  const auto count = small_number(words, 2);
  if (!rule || !count) return words[0] + " needs the label of a rule above and a number";
  pricing::Basket& basket = into.basket;
  if (words[0] == "coupons") {
    if (!basket.coupons) basket.coupons.emplace();
    basket.coupons->push_back({rule->promotion_id, *count});
    return {};
  }
  if (words[0] == "wish") {
    if (!basket.wishes) basket.wishes.emplace();
    basket.wishes->push_back({rule->promotion_id, *count});
    return {};
  }
  pricing::Remaining remaining;
  remaining.promotion_id = rule->promotion_id;
  remaining.times = *count;
  if (!basket.remaining) basket.remaining.emplace();
  std::string error;
  if (words.size() > 3) error = read_money(words[3], remaining.budget);
  basket.remaining->push_back(remaining);
  return error;
}

// manual 10% [5.00], or manual 5.00
std::string read_manual(const Words& words, pricing::Basket& basket) {
  pricing::ManualDiscount manual;
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::optional<Percent> off;
    std::optional<Money> amount;
    if (read_percent(words[i], off).empty()) {
      manual.off = *off;
    } else if (read_money(words[i], amount).empty()) {
      manual.amount = *amount;
    } else {
      return "manual is like 10% or 5.00, not " + words[i];
    }
  }
  basket.manual = std::move(manual);
  return {};
}

std::string read_delivery(const Words& words, pricing::Basket& basket) {
  std::optional<Money> fee;
  if (words.size() != 3) return "delivery needs a fee and a method";
  if (std::string error = read_money(words[1], fee); !error.empty()) return error;
  basket.delivery = pricing::Delivery{*fee, words[2]};
  return {};
}

// rounding 0.10 cash,card
std::string read_rounding(const Words& words, pricing::Rules& rules) {
  std::optional<Money> unit;
  if (words.size() != 3) return "rounding needs a unit and tenders";
  if (std::string error = read_money(words[1], unit); !error.empty()) return error;
  rules.rounding = pricing::RoundingRule{*unit, split_list(words[2])};
  return {};
}

// points_payment 100=1.00 [minimum=200] [cap=30%] [most=10.00]
std::string read_points_payment(const Words& words, pricing::Rules& rules) {
  pricing::PointsPayment rule;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::size_t equals = std::min(words[i].find('='), words[i].size() - 1);
    const std::string name = words[i].substr(0, equals), value = words[i].substr(equals + 1);
    const auto points = parse_decimal(i == 1 ? name : value, 0);
    std::optional<Money> money;
    std::optional<Percent> cap;
    if (i == 1 && points && read_money(value, money).empty()) {
      rule.points = *points, rule.value = *money;
    } else if (name == "minimum" && points) {
      rule.minimum = {*points};
    } else if (name == "cap" && read_percent(value, cap).empty()) {
      rule.cap = *cap;
    } else if (name == "most" && read_money(value, money).empty()) {
      rule.cap_amount = money;
    } else {
      return "points_payment is like 100=1.00 minimum=200 cap=30% most=10.00, not " + words[i];
    }
  }
  rules.points_payment = rule;
  return {};
}

std::string read_spend(const Words& words, pricing::Basket& basket) {
  const auto points = small_number(words, 1);
  if (words.size() != 2 || !points) return "spend needs a whole number of points";
  basket.spend_points = Points{*points};
  return {};
}

std::string read_time(const Words& words, pricing::Basket& basket) {
  const auto at = words.size() == 3 ? parse_time(words[1], words[2]) : std::nullopt;
  if (!at) return "time needs a day and a time: 2025-10-11 20:30";
  basket.priced_at = *at;
  return {};
}

std::string read_points(const Words& words, pricing::Rules& rules) {
  const auto points = small_number(words, 1);
  if (words.size() != 2 || !points || *points > 1000) return "points needs a whole number per yuan";
  rules.points.points_per_yuan = *points;
  return {};
}

}  // namespace

std::string read_scan(const Words& words, Case& into) {
  if (words.size() < 5) return "scan needs goods, a quantity, x and a price";
  pricing::BasketLine line;
  line.line = std::to_string(into.basket.lines.size() + 1);
  line.product_id = product_id(words[1]);
  line.tax_rate = {1300};
  add_categories(words[1], line.categories);
  const auto quantity = parse_decimal(words[2], 3);
  if (!quantity || *quantity == 0 || *quantity > kQuantityLimit) return "not a quantity: " + words[2];
  line.quantity = {*quantity};
  line.by_weight = words[3] == "kg";
  std::size_t at = line.by_weight ? 4 : 3;
  if (at + 1 >= words.size() || words[at] != "x") return "scan needs an x between quantity and price";
  std::optional<Money> price;
  if (std::string error = read_money(words[at + 1], price); !error.empty()) return error;
  line.unit_price = *price;
  for (at += 2; at < words.size(); ++at)
    if (std::string error = read_scan_option(words, at, line); !error.empty()) return error;
  into.product_names.push_back(words[1]);
  into.basket.lines.push_back(std::move(line));
  return {};
}

std::string read_fact(const Words& words, Case& into) {
  const std::string& word = words[0];
  pricing::Basket& basket = into.basket;
  if (word == "member") return read_member(words, basket);
  if (word == "points") return read_points(words, into.rules);
  if (word == "time") return read_time(words, basket);
  if (word == "coupons" || word == "wish" || word == "remaining") return read_about_rule(words, into);
  if (word == "manual") return read_manual(words, basket);
  if (word == "delivery") return read_delivery(words, basket);
  if (word == "rounding") return read_rounding(words, into.rules);
  if (word == "points_payment") return read_points_payment(words, into.rules);
  if (word == "spend") return read_spend(words, basket);
  if (words.size() != 2) return "unknown word: " + word;
  if (word == "bonus") return read_money(words[1], basket.bonus_tender);
  if (word == "tender") return basket.tender = words[1], std::string{};
  if (word == "channel") return basket.channel = words[1], std::string{};
  if (word == "shop") return basket.shop_id = shop_id(words[1]), std::string{};
  if (word != "event") return "unknown word: " + word;
  if (!basket.events) basket.events.emplace();
  basket.events->push_back(words[1]);
  return {};
}

}  // namespace huiji::cases
