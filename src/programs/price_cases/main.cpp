// price_cases: runs golden cases natively, or writes what the engine says for WebAssembly to agree with.
//   price_cases FILE…                     pass or fail per case, a last line "N passed, M failed"
//   price_cases --emit FILE…              rules, basket, price and refunds of each case, a JSON text a line
//   price_cases --random COUNT --seed N   the same for random baskets; with --brute those that are small
//                                         enough are also priced by trying every choice, and must agree
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "pricing/pricing.hpp"
#include "programs/price_cases/case_run.hpp"
#include "programs/price_cases/oracle.hpp"
#include "programs/price_cases/random_basket.hpp"
#include "wire/json.hpp"

namespace huiji::cases {
namespace {

CaseFile read_file(const char* path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  CaseFile cases = read_cases(text);
  if (!file && cases.error.empty()) cases.error = "cannot be read";
  if (!cases.error.empty()) std::fprintf(stderr, "%s: %s\n", path, cases.error.c_str());
  return cases;
}

void print_lines(const char* heading, const std::vector<std::string>& lines) {
  std::printf("  %s\n", heading);
  for (const std::string& line : lines) std::printf("    %s\n", line.c_str());
}

int check_files(int count, char** paths) {
  int passed = 0, failed = 0;
  for (int i = 0; i < count; ++i) {
    const CaseFile file = read_file(paths[i]);
    failed += !file.error.empty();
    for (const Case& one : file.cases) {
      const std::vector<std::string> ours = outcome(one);
      const bool same = ours == one.expected;
      ++(same ? passed : failed);
      std::printf("%s  %s:%d  %s\n", same ? "pass" : "FAIL", paths[i], one.line, one.title.c_str());
      if (same) continue;
      print_lines("expected", one.expected);
      print_lines("ours", ours);
    }
  }
  std::printf("%d passed, %d failed\n", passed, failed);
  return failed ? 1 : 0;
}

void emit(const pricing::Rules& rules, const pricing::Basket& basket, bool explained = true) {
  const auto compiled = pricing::compile(rules);
  if (!compiled || !pricing::check_basket(basket)) return;
  const pricing::PricedBasket priced = pricing::price(basket, *compiled);
  std::printf("rules %s\nbasket %s\npriced %s\ndigest \"%s\"\n", wire::to_json(rules).c_str(),
              wire::to_json(basket).c_str(), wire::to_json(priced).c_str(), pricing::digest(priced).c_str());
  if (explained) std::printf("explained %s\n", wire::to_json(pricing::explain(basket, *compiled)).c_str());
  std::vector<Quantity> none(basket.lines.size()), half;
  for (const pricing::BasketLine& line : basket.lines)
    half.push_back({line.quantity.thousandths / 2000 * 1000});
  const auto request = refund_request(basket, priced, rules.points, none, half);
  std::printf("refund %s\nplan %s\n", wire::to_json(request).c_str(),
              wire::to_json(pricing::refund(request)).c_str());
}

int emit_files(int count, char** paths) {
  for (int i = 0; i < count; ++i)
    for (const Case& one : read_file(paths[i]).cases) emit(one.rules, one.basket);
  return 0;
}

// How the engine's prices stand beside those of trying every choice.
struct Brute {
  static constexpr std::int64_t kMostTries = 5'000;
  int tried = 0, wrong = 0;

  void look(const pricing::Rules& rules, const pricing::Basket& basket) {
    const auto compiled = pricing::compile(rules);
    if (!compiled || !pricing::check_basket(basket)) return;
    const auto least = least_of_all_choices(basket, *compiled, kMostTries);
    if (!least) return;
    ++tried;
    const pricing::PricedBasket priced = pricing::price(basket, *compiled);
    if (pricing::value_paid(priced) == *least && priced.certificate.optimal) return;
    if (++wrong <= 3)
      std::fprintf(stderr, "not the least: %s\n%s\n", wire::to_json(rules).c_str(),
                   wire::to_json(basket).c_str());
  }
};

// An explanation prices a basket many times over: where millions are tried, one in eight is explained.
int emit_random(int count, std::uint64_t seed, bool brute) {
  Brute opinion;
  for (int i = 0; i < count; ++i) {
    const Draw draw = draw_from_seed(seed * 1'000'003 + static_cast<std::uint64_t>(i));
    if (i % 10 == 0) {
      const ShopSize size{.products = 200, .categories = 10, .promotions = 60, .lines = 30};
      emit(shop_rules(draw, size), shop_basket(draw, size), !brute || i % 80 == 0);
      continue;
    }
    const bool small = brute && i % 2 == 1;
    const auto rules = random_rules(draw, small ? 4 : 6);
    const auto basket = random_basket(draw, small ? 4 : 8);
    emit(rules, basket, !brute || i % 8 == 1);
    if (small) opinion.look(rules, basket);
  }
  if (brute)
    std::fprintf(stderr, "%d baskets: %d of them priced by every choice, %d differ\n", count, opinion.tried,
                 opinion.wrong);
  return opinion.wrong ? 1 : 0;
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--emit") return emit_files(argc - 2, argv + 2);
  const bool brute = argc == 6 && std::string_view(argv[5]) == "--brute";
  if (first == "--random" && (argc == 5 || brute) && std::string_view(argv[3]) == "--seed")
    return emit_random(std::atoi(argv[2]), std::strtoull(argv[4], nullptr, 10), brute);
  if (argc > 1 && first[0] != '-') return check_files(argc - 1, argv + 1);
  std::fprintf(stderr, "price_cases FILE… | --emit FILE… | --random COUNT --seed N [--brute]\n");
  return 2;
}

}  // namespace
}  // namespace huiji::cases

int main(int argc, char** argv) { return huiji::cases::run(argc, argv); }
