#include "promotions/engine/goods.hpp"

#include <algorithm>

#include "promotions/engine/gate.hpp"

namespace huiji::promotions {

using pricing::Basket;
using pricing::BasketLine;

Money line_gross(const BasketLine& line) {
  return line.label_amount ? *line.label_amount : scale(line.unit_price, line.quantity, Rounding::half_up);
}

static bool mergeable(const BasketLine& line) {
  return !line.by_weight && !line.label_amount && is_whole(line.quantity);
}

static int compare(std::int64_t a, std::int64_t b) { return a < b ? -1 : a > b; }

static int compare(const std::optional<Money>& a, const std::optional<Money>& b) {
  return compare(a ? a->minor : -1, b ? b->minor : -1);
}

static std::int64_t days_of(const std::optional<Date>& date) { return date ? date->days : INT64_MIN; }

// Everything that tells goods apart besides quantity and label.
static int compare_kind(const BasketLine& a, const BasketLine& b) {
  if (a.product_id != b.product_id) return a.product_id < b.product_id ? -1 : 1;
  if (int c = compare(a.unit_price.minor, b.unit_price.minor)) return c;
  if (int c = compare(a.member_price, b.member_price)) return c;
  if (int c = compare(a.markdown_price, b.markdown_price)) return c;
  if (int c = compare(a.manual_price, b.manual_price)) return c;
  if (int c = compare(a.floor_price, b.floor_price)) return c;
  if (int c = compare(days_of(a.best_before), days_of(b.best_before))) return c;
  if (int c = compare(a.tax_rate.basis_points, b.tax_rate.basis_points)) return c;
  if (int c = compare(a.discountable, b.discountable)) return c;
  if (int c = compare(mergeable(a), mergeable(b))) return c;
  if (a.categories != b.categories)
    return std::lexicographical_compare(a.categories.begin(), a.categories.end(), b.categories.begin(),
                                        b.categories.end())
               ? -1
               : 1;
  return 0;
}

static bool before(const BasketLine& a, const BasketLine& b) {
  if (int c = compare_kind(a, b)) return c < 0;
  if (int c = compare(a.quantity.thousandths, b.quantity.thousandths)) return c < 0;
  if (int c = compare(a.label_amount, b.label_amount)) return c < 0;
  return a.line < b.line;
}

// Rounded down: a floor never asks for more than its price times the quantity, nor more than the goods cost.
static Money line_floor(const BasketLine& line) {
  if (!line.floor_price) return {};
  return std::min(scale(*line.floor_price, line.quantity, Rounding::down), line_gross(line));
}

static Item item_of(const BasketLine& line) {
  Item item;
  item.product_id = line.product_id;
  item.unit_price = line.unit_price;
  item.member_price = line.member_price;
  item.markdown_price = line.markdown_price;
  item.manual_price = line.manual_price;
  item.best_before = line.best_before;
  item.quantity = line.quantity;
  item.units = mergeable(line) ? line.quantity.thousandths / 1000 : 1;
  item.gross = line_gross(line);
  item.floor = line_floor(line);
  return item;
}

static void add_to(Item& item, const BasketLine& line) {
  item.quantity += line.quantity;
  item.units += line.quantity.thousandths / 1000;
  item.gross += line_gross(line);
  item.floor += line_floor(line);
}

Goods canonical_goods(const Basket& basket) {
  Goods goods;
  const auto& lines = basket.lines;
  goods.lines.resize(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) goods.lines[i] = static_cast<int>(i);
  const auto line_at = [&](int i) -> const BasketLine& { return lines[static_cast<std::size_t>(i)]; };
  std::sort(goods.lines.begin(), goods.lines.end(),
            [&](int a, int b) { return before(line_at(a), line_at(b)); });
  for (std::size_t i = 0; i < goods.lines.size(); ++i) {
    const BasketLine& line = line_at(goods.lines[i]);
    if (i > 0 && mergeable(line) && compare_kind(line_at(goods.lines[i - 1]), line) == 0) {
      add_to(goods.items.back(), line);
      continue;
    }
    goods.begin.push_back(static_cast<int>(i));
    goods.items.push_back(item_of(line));
  }
  goods.begin.push_back(static_cast<int>(lines.size()));
  return goods;
}

namespace {

// Collects items per promotion, asking each promotion only once whether it is open.
class Collector {
 public:
  Collector(const Basket& basket, const RuleBook& book)
      : basket_(basket), book_(book), slots_(book.promotions().size(), kUnknown) {}

  void add(int promotion, const BasketLine& line, int item) {
    const std::size_t index = static_cast<std::size_t>(promotion);
    const CompiledPromotion& compiled = book_.promotions()[index];
    if (slots_[index] == kUnknown) slots_[index] = closed(compiled, basket_) ? kClosed : kOpen;
    if (slots_[index] == kClosed) return;
    if (slots_[index] >= 0 && found_[static_cast<std::size_t>(slots_[index])].parts.back().item == item)
      return;
    const unsigned roles = roles_of(compiled, line);
    if (roles == 0) return;
    if (slots_[index] == kOpen) {
      slots_[index] = static_cast<int>(found_.size());
      found_.push_back({promotion, {}, times_left(compiled, basket_)});
    }
    found_[static_cast<std::size_t>(slots_[index])].parts.push_back({item, roles});
  }

  std::vector<Candidate> take() {
    std::sort(found_.begin(), found_.end(),
              [](const Candidate& a, const Candidate& b) { return a.promotion < b.promotion; });
    return std::move(found_);
  }

 private:
  static constexpr int kUnknown = -1, kOpen = -2, kClosed = -3;

  const Basket& basket_;
  const RuleBook& book_;
  std::vector<int> slots_;
  std::vector<Candidate> found_;
};

}  // namespace

static void add_built_in(BuiltIn built_in, const std::optional<Money> Item::*price, const Goods& goods,
                         std::vector<Candidate>& candidates) {
  Candidate candidate;
  candidate.promotion = built_in;
  for (std::size_t i = 0; i < goods.items.size(); ++i)
    if (goods.items[i].*price && (built_in == kManualPrice || !goods.items[i].manual_price))
      candidate.parts.push_back({static_cast<int>(i), kScopeRole});
  if (!candidate.parts.empty()) candidates.insert(candidates.begin(), std::move(candidate));
}

std::vector<Candidate> find_candidates(const Basket& basket, const Goods& goods, const RuleBook& book) {
  Collector collector(basket, book);
  for (std::size_t i = 0; i < goods.items.size(); ++i) {
    const BasketLine& line = basket.lines[static_cast<std::size_t>(goods.lines_of(i)[0])];
    if (line.manual_price) continue;
    book.candidates(line, [&](int promotion) { collector.add(promotion, line, static_cast<int>(i)); });
  }
  std::vector<Candidate> candidates = collector.take();
  add_built_in(kManualPrice, &Item::manual_price, goods, candidates);
  add_built_in(kMarkdownLabel, &Item::markdown_price, goods, candidates);
  if (basket.member) add_built_in(kMemberPrice, &Item::member_price, goods, candidates);
  return candidates;
}

}  // namespace huiji::promotions
