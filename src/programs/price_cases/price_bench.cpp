// bench_price: microseconds per basket, beside the floor of the same run (adding up the lines only).
//   bench_price [--runs N]     a table
//   bench_price --emit         the same rules and baskets for tools/bench_price.mjs (WebAssembly)
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "pricing/pricing.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "promotions/engine/goods.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

constexpr int kLines[] = {10, 50, 100, 300};
constexpr int kPromotions[] = {50, 500, 5000};

struct Shop {
  pricing::Rules rules;
  std::vector<pricing::Basket> baskets;
};

// A chain with thousands of offers has thousands of products for them.
Shop make_shop(int lines, int promotions) {
  const ShopSize size{.products = promotions > 1000 ? 20'000 : 6'000,
                      .categories = promotions > 1000 ? 200 : 80,
                      .promotions = promotions,
                      .lines = lines};
  const Draw draw = draw_from_seed(static_cast<std::uint64_t>(lines * 10'000 + promotions));
  Shop shop{shop_rules(draw, size), {}};
  for (int i = 0; i < (lines > 100 ? 200 : 1000); ++i) shop.baskets.push_back(shop_basket(draw, size));
  return shop;
}

struct Spread {
  std::int64_t p50 = 0, p99 = 0, worst = 0;  // nanoseconds
};

// Each basket's time is the median over the runs, so that a busy machine does not show; the spread is over
// the baskets.
template <class Work>
Spread measure(int runs, const Shop& shop, Work work) {
  std::vector<std::vector<std::int64_t>> times(shop.baskets.size());
  for (int run = 0; run <= runs; ++run) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      work(shop.baskets[i]);
      const auto time = std::chrono::nanoseconds(std::chrono::steady_clock::now() - start).count();
      if (run > 0) times[i].push_back(time);  // the first run warms up
    }
  }
  std::vector<std::int64_t> medians;
  for (auto& of_basket : times) {
    std::sort(of_basket.begin(), of_basket.end());
    medians.push_back(of_basket[of_basket.size() / 2]);
  }
  std::sort(medians.begin(), medians.end());
  return {medians[medians.size() / 2], medians[medians.size() * 99 / 100], medians.back()};
}

std::int64_t sink = 0;  // keeps the floor from being optimised away

// In hundredths of a percent.
int proven(const Shop& shop, const pricing::CompiledRules& rules) {
  std::size_t optimal = 0;
  for (const auto& basket : shop.baskets) optimal += pricing::price(basket, rules).certificate.optimal;
  return static_cast<int>(optimal * 10'000 / shop.baskets.size());
}

void print_tenths(std::int64_t nanoseconds) {
  std::printf(" %5lld.%lld", static_cast<long long>(nanoseconds / 1000),
              static_cast<long long>(nanoseconds / 100 % 10));
}

void row(int runs, int lines, int promotions) {
  const Shop shop = make_shop(lines, promotions);
  const auto rules = *pricing::compile(shop.rules);
  const Spread floor = measure(runs, shop, [](const pricing::Basket& basket) {
    for (const auto& line : basket.lines) sink += promotions::line_gross(line).minor;
  });
  const Spread price = measure(runs, shop, [&](const pricing::Basket& basket) {
    sink += pricing::price(basket, rules).payable.minor;
  });
  std::vector<std::string> texts;
  for (const auto& basket : shop.baskets) texts.push_back(wire::to_json(basket));
  const Spread json = measure(runs, shop, [&](const pricing::Basket& basket) {
    const auto parsed =
        wire::from_json<pricing::Basket>(texts[static_cast<std::size_t>(&basket - shop.baskets.data())]);
    sink += static_cast<std::int64_t>(wire::to_json(pricing::price(*parsed, rules)).size());
  });
  std::printf("%5d %10d ", lines, promotions);
  for (std::int64_t time : {price.p50, price.p99, price.worst, json.p50, json.p99, floor.p50})
    print_tenths(time);
  const int share = proven(shop, rules);
  std::printf(" %7lld %6d.%02d%%\n", static_cast<long long>(price.p50 / std::max<std::int64_t>(floor.p50, 1)),
              share / 100, share % 100);
  std::fflush(stdout);
}

void emit() {
  for (int lines : kLines) {
    for (int promotions : kPromotions) {
      const Shop shop = make_shop(lines, promotions);
      std::printf("size %d %d\nrules %s\n", lines, promotions, wire::to_json(shop.rules).c_str());
      for (const auto& basket : shop.baskets) std::printf("basket %s\n", wire::to_json(basket).c_str());
    }
  }
}

int run(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--emit") return emit(), 0;
  const int runs = argc == 3 && std::string_view(argv[1]) == "--runs" ? std::max(1, std::atoi(argv[2])) : 3;
  std::printf(
      "native, microseconds per basket, each basket its median of %d runs; p50, p99, worst over baskets\n",
      runs);
  std::printf("                     price                   with JSON       floor   price/   proven\n");
  std::printf("lines promotions     p50     p99   worst     p50     p99     p50   floor  the best\n");
  for (int lines : kLines)
    for (int promotions : kPromotions) row(runs, lines, promotions);
  return sink == 0;
}

}  // namespace
}  // namespace huiji::cases

int main(int argc, char** argv) { return huiji::cases::run(argc, argv); }
