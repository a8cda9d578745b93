// A basket in canonical form: its lines sorted by content (never by scan order) and identical piece goods
// merged into items, so that everything that is decided on items is the same however the goods were scanned.
// A weighed, labelled or odd line stays an item of its own: each weighing is rounded as its label is.
#pragma once

#include "promotions/engine/rule_book.hpp"

namespace huiji::promotions {

struct Goods {
  std::vector<Item> items;
  std::vector<int> lines;  // indices of the basket's lines in canonical order
  std::vector<int> begin;  // items.size() + 1 positions in `lines`

  std::span<const int> lines_of(std::size_t item) const {
    return {lines.data() + begin[item], static_cast<std::size_t>(begin[item + 1] - begin[item])};
  }
};

Money line_gross(const pricing::BasketLine& line);
Goods canonical_goods(const pricing::Basket& basket);

// What is no promotion of the shop's calendar: prices that stand on the product or on its label.
enum BuiltIn : int { kMemberPrice = -1, kMarkdownLabel = -2, kManualPrice = -3 };

struct Part {
  int item = 0;
  unsigned roles = kScopeRole;
};

// A promotion that is open for this basket, with the items that play a part in it (ascending).
struct Candidate {
  int promotion = -1;  // index in the book, or a BuiltIn
  std::vector<Part> parts;
  std::int64_t limit = INT64_MAX;  // times
};

// In order of promotion id, the built-in prices first. At most one per promotion.
std::vector<Candidate> find_candidates(const pricing::Basket& basket, const Goods& goods,
                                       const RuleBook& book);

}  // namespace huiji::promotions
