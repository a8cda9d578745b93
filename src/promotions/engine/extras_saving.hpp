// How little can be left of a basket's goods when some extras (换购, 赠品) are taken, before the layers
// behind them. Extras whose goods hang together are decided together, exactly as far as a small amount of
// work allows; a threshold that looks at much of the basket counts as reached. The search (engine/search.hpp)
// uses it to leave out combinations that cannot win, which there are many of when a shop has a dozen such
// offers at once.
#pragma once

#include <map>

#include "promotions/engine/section.hpp"

namespace huiji::promotions {

class ExtrasSaving {
 public:
  ExtrasSaving(const Problem& problem, const std::vector<Section>& sections, const SectionLeast& known,
               Steps& steps);

  // Of these order candidates together, at most; those that are no extras are passed over.
  std::int64_t of(const std::vector<int>& picks);
  // What a further one adds to those of the picks.
  std::int64_t added(const std::vector<int>& picks, int order);
  // What one of them adds at most, whichever others are chosen.
  std::int64_t most(int order);
  // The sections that the extras among the picks look at, and the least that is left of them.
  void note(const std::vector<int>& picks, Below& below);

 private:
  struct Cluster {  // extras that share goods
    std::vector<int> orders, sections;
    std::map<std::vector<int>, std::int64_t> known;
  };

  void relax();
  void find_clusters();
  void join(std::size_t from, std::vector<int>& owner);
  std::map<std::size_t, std::vector<int>> by_cluster(const std::vector<int>& picks) const;
  std::int64_t saving(Cluster& cluster, const std::vector<int>& picks);
  std::int64_t at_shelf_prices(const OrderCandidate& order) const;

  Problem problem_;  // with wide thresholds reached
  const std::vector<Section>& sections_;
  const SectionLeast& known_;
  Steps& steps_;
  std::vector<Cluster> clusters_;
  std::vector<std::size_t> cluster_of_;  // per order candidate that is an extra
  std::vector<std::int64_t> most_;       // per order candidate; -1: not asked for yet
};

}  // namespace huiji::promotions
