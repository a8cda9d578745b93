// The counterfactual promotion laboratory (product.md, idea 7), pure: stored baskets are priced with the
// rules of their own day and again with the draft among them, and the differences are added up. What always
// holds: a draft that changes nothing changes no figure; every amount is a sum of what the engine decided; a
// basket whose price with its own rules is computed and is not what was booked is counted, because then the
// engine or the books are wrong. A replay knows no change of behaviour.
#pragma once

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "insight/draft_usage.hpp"
#include "insight/insight_types.hpp"
#include "pricing/pricing.hpp"

namespace huiji::insight {

// What is known of a line beside its place in the basket.
struct StoredLine {
  Money net;                          // as booked
  Money cost;                         // of the whole line, frozen at the sale
  const std::string* name = nullptr;  // of the product; outlives the replay
};

struct ReplayRules {
  pricing::CompiledRules own;         // of the sale's version
  pricing::CompiledRules with_draft;  // the same with the draft in place of its former version
  bool replaces = false;              // the draft takes the place of a promotion that was in force
  bool asks_shop = false;             // a promotion of these rules is for some shops only
};

// The price that the engine of today's arithmetic stored with the sale, beside its payable and its lines.
struct BookedPrice {
  Money gross;
  Money discount;
  Points points;  // as if a member had bought
  bool optimal = true;
};

struct StoredBasket {
  SaleId sale_id;
  std::string number;
  Date business_day;
  Money payable;  // as booked
  pricing::Basket basket;
  std::vector<StoredLine> lines;  // beside those of the basket
  bool concerned = true;          // the draft's lists name some of its goods: else it can't change the price
  std::optional<BookedPrice> booked = {};  // none: by an older arithmetic, or unreadable
  const ReplayRules* rules = nullptr;
};

// Sums over some baskets; two of them can be added, so that chunks may be looked at apart.
class Tally {
 public:
  void add(const Tally& other);
  void leave_out(std::int64_t sales) { sums_.unreadable += sales; }
  LaboratoryTotals totals() const;  // with the best of each list only

 private:
  friend class Replay;
  struct Tier {
    TierEffect effect;
    std::unordered_set<MemberId> gaining;
  };
  static constexpr std::size_t kDeepest = 5;
  static constexpr std::size_t kSamples = 5;

  void add_tiers(const Tally& other);
  void keep_deepest(DeepBasket basket);
  LaboratoryTotals sums_;  // its lists of products and tiers stay empty
  std::unordered_map<ProductId, ProductEffect> products_;
  std::map<std::pair<bool, std::string>, Tier> tiers_;
};

// The draft as a promotion that is open whenever its weekdays and hours allow.
pricing::Promotion replayed(PromotionId promotion_id, const promotions::PromotionDraft& draft);
// The rules with the draft in the place of its former version.
pricing::Rules with_draft(pricing::Rules rules, const pricing::Promotion& draft);

// How much of a replay is computed. `everything`: each basket twice, with its own rules and with the draft.
// `what_may_differ`: what today's arithmetic booked counts as the price by the basket's own rules (one in
// kSpotCheck is computed nevertheless), and where the draft can play no part, as the price with it, too. The
// figures are the same (property), as long as the books are what the engine says.
enum class Thoroughness { everything, what_may_differ };

struct ReplayWork {
  std::int64_t baskets = 0;
  std::int64_t own = 0;    // priced with their own rules
  std::int64_t draft = 0;  // priced with the draft
  std::int64_t none = 0;   // not priced at all
};

class Replay {
 public:
  static constexpr std::int64_t kSpotCheck = 64;

  Replay(const pricing::Promotion& draft, std::optional<Percent> least_margin,
         Thoroughness thoroughness = Thoroughness::what_may_differ);
  // Baskets in the order in which they were recorded: the draft's limits count.
  void look(StoredBasket& stored, Tally& tally);
  const ReplayWork& work() const { return work_; }

 private:
  struct Figures {  // of a basket, without or with the draft
    Money gross, discount, payable;
    Points points;
    bool optimal = true;
    const pricing::PricedBasket* priced = nullptr;  // none: as booked
    Money net(const StoredBasket& stored, std::size_t line) const;
  };
  struct Outcome {
    Figures before, after;
    std::int64_t times = 0;  // of the draft
    Money amount;            // of the draft
  };
  static Figures figures_of(const pricing::PricedBasket& priced);
  static Figures booked_figures(const StoredBasket& stored);
  std::optional<pricing::PricedBasket> with_own_rules(const StoredBasket& stored, Tally& tally);
  std::optional<pricing::PricedBasket> with_draft(StoredBasket& stored);
  void look_at_lines(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const;
  void look_at_line(const pricing::BasketLine& line, const StoredLine& stored, Money before, Money after,
                    Tally& tally) const;
  void look_at_draft(const pricing::PricedBasket& after, Outcome& outcome, Tally& tally) const;
  void look_at_sums(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const;
  void look_at_gain(const StoredBasket& stored, const Outcome& outcome, Tally& tally) const;

  PromotionId promotion_id_;
  Percent supplier_share_;
  std::optional<Percent> least_margin_;
  Thoroughness thoroughness_;
  pricing::CompiledRules alone_;  // the draft and no other promotion
  DraftUsage usage_;
  ReplayWork work_;
};

// The draft alone, for asking whether it concerns goods or a basket at all.
pricing::CompiledRules draft_alone(const pricing::Promotion& draft);

}  // namespace huiji::insight
