// The bounds that extras (换购, 赠品) give the search, beside trying every choice: none may promise less than
// can be reached, or the search would leave out the best price and call the rest proven.
#include "promotions/engine/extras_saving.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <numeric>

#include "programs/price_cases/oracle.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "promotions/engine/goods.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

using promotions::ExtrasSaving;
using promotions::Section;

Draw shrinking() {
  return [](std::int64_t low, std::int64_t high) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(low, high + 1));
  };
}

// Up to three extras and some offers of earlier layers, from as many draws as that takes.
pricing::Rules rules_with_extras() {
  const Draw draw = draw_from_seed(*rc::gen::arbitrary<std::uint64_t>());
  pricing::Rules rules;
  int extras = 0, others = 0;
  for (int number = 1; number < 90; ++number) {
    auto promotion = random_promotion(draw, number);
    const bool extra = promotion.kind == "add_on" || promotion.kind == "gift";
    if (extra ? ++extras > 3 : ++others > 3) continue;
    promotion.audience.reset(), promotion.schedule = {}, promotion.members_only = false;
    rules.promotions.push_back(std::move(promotion));
  }
  return rules;
}

// A basket's problem with its sections, as the search makes them.
class Scene {
 public:
  Scene(const pricing::Rules& rules, pricing::Basket drawn)
      : basket(std::move(drawn)),
        compiled(*pricing::compile(rules)),
        goods(promotions::canonical_goods(basket)),
        problem(promotions::make_problem(
            basket, goods, promotions::find_candidates(basket, goods, compiled.book()), compiled.book())) {
    for (std::size_t o = 0; o < problem.order.size(); ++o)
      if (problem.order[o].extra) extras.push_back(int(o));
    split();
  }
  Scene(const Scene&) = delete;  // the problem points at the goods

  std::int64_t least_of_sections() const {
    return std::accumulate(known.least.begin(), known.least.end(), std::int64_t{0});
  }
  // By trying everything, without the fee; none where that is too much.
  std::optional<std::int64_t> truth(const std::vector<int>& picks) const {
    const auto least = least_with(basket, compiled, picks, 20'000);
    if (!least) return std::nullopt;
    return least->minor - problem.fee;
  }

  pricing::Basket basket;
  pricing::CompiledRules compiled;
  promotions::Goods goods;
  promotions::Problem problem;
  std::vector<int> extras;  // among the order offers
  std::vector<Section> sections;
  promotions::SectionLeast known;
  promotions::Steps steps{1'000'000, 0, false};

 private:
  void split() {
    std::vector<int> owner(problem.options.size());
    std::iota(owner.begin(), owner.end(), 0);
    const auto join = [&](int a, int b) {
      const int from = owner[std::size_t(a)], to = owner[std::size_t(b)];
      std::replace(owner.begin(), owner.end(), from, to);
    };
    for (const auto& offer : problem.quantity) {
      for (const auto& part : offer.parts) join(part.item, offer.parts[0].item);
      for (const auto& other : problem.quantity)
        if (offer.tied(other)) join(offer.parts[0].item, other.parts[0].item);
    }
    known.section_of.resize(owner.size());
    for (int root = 0; root < int(owner.size()); ++root) {
      if (std::count(owner.begin(), owner.end(), root) == 0) continue;
      Section section;
      for (std::size_t i = 0; i < owner.size(); ++i)
        if (owner[i] == root) section.items.push_back(int(i)), known.section_of[i] = sections.size();
      for (std::size_t q = 0; q < problem.quantity.size(); ++q)
        if (owner[std::size_t(problem.quantity[q].parts[0].item)] == root) section.quantity.push_back(int(q));
      section.choice =
          promotions::choose_region(problem, section.items, section.quantity, {}, nullptr, {}, steps);
      known.least.push_back(std::min(section.choice.payable, section.choice.lowest));
      sections.push_back(std::move(section));
    }
  }
};

std::vector<int> subset(const std::vector<int>& of, unsigned bits) {
  std::vector<int> picks;
  for (std::size_t i = 0; i < of.size(); ++i)
    if (bits >> i & 1) picks.push_back(of[i]);
  return picks;
}

Scene some_scene() {
  const pricing::Rules rules = rules_with_extras();
  const pricing::Basket basket = random_basket(shrinking(), 6);
  RC_LOG() << wire::to_json(rules) << "\n" << wire::to_json(basket) << "\n";
  return Scene(rules, basket);
}

RC_GTEST_PROP(ExtrasSavingLaws, NeverPromisesLessThanCanBeReached, ()) {
  Scene scene = some_scene();
  RC_PRE(!scene.extras.empty() && scene.extras.size() < 5);
  ExtrasSaving saving(scene.problem, scene.sections, scene.known, scene.steps);
  for (unsigned set = 0; set < 1u << scene.extras.size(); ++set) {
    const std::vector<int> picks = subset(scene.extras, set);
    const auto truth = scene.truth(picks);
    if (!truth) RC_DISCARD("too many choices");
    const std::int64_t bound = scene.least_of_sections() - saving.of(picks);
    RC_CLASSIFY(saving.of(picks) > 0 && bound == *truth, "saves, and the bound is the truth");
    RC_ASSERT(bound <= *truth);
  }
}

// What lies outside the sections that the extras look at is not theirs to save.
RC_GTEST_PROP(ExtrasSavingLaws, NotesTheSectionsAndTheLeastThatIsLeftOfThem, ()) {
  Scene scene = some_scene();
  RC_PRE(!scene.extras.empty());
  ExtrasSaving saving(scene.problem, scene.sections, scene.known, scene.steps);
  promotions::Below below;
  saving.note(scene.extras, below);
  const auto truth = scene.truth(scene.extras);
  if (!truth) RC_DISCARD("too many choices");
  std::int64_t outside = 0;
  for (std::size_t s = 0; s < scene.sections.size(); ++s)
    if (!below.extras[s]) outside += scene.known.least[s];
  RC_ASSERT(below.extras_least + outside <= *truth);
}

RC_GTEST_PROP(ExtrasSavingLaws, PartsAddUpAndMostIsTheMost, ()) {
  Scene scene = some_scene();
  RC_PRE(!scene.extras.empty() && scene.extras.size() < 6);
  ExtrasSaving saving(scene.problem, scene.sections, scene.known, scene.steps);
  RC_ASSERT(saving.of({}) == 0);
  for (unsigned set = 0; set < 1u << scene.extras.size(); ++set)
    for (std::size_t i = 0; i < scene.extras.size(); ++i) {
      if (set >> i) continue;  // the search asks in ascending order
      const auto before = subset(scene.extras, set), after = subset(scene.extras, set | 1u << i);
      const std::int64_t added = saving.added(before, scene.extras[i]);
      RC_ASSERT(saving.of(after) == saving.of(before) + added);
      RC_ASSERT(added <= saving.most(scene.extras[i]));
    }
}

}  // namespace
}  // namespace huiji::cases
