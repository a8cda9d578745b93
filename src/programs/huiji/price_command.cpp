#include <fstream>
#include <iostream>
#include <iterator>

#include "pricing/pricing.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/program_errors.hpp"
#include "programs/price_cases/foreign_compare.hpp"
#include "wire/json.hpp"

namespace huiji::program {

struct PriceQuestion {
  pricing::Rules rules;
  pricing::Basket basket;
};
BOOST_DESCRIBE_STRUCT(PriceQuestion, (), (rules, basket))

static Result<std::string> read_input(const std::string& file) {
  if (file == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(file, std::ios::binary);
  if (!in) return Refusal(file_unreadable, {{"file", file}});
  return std::string(std::istreambuf_iterator<char>(in), {});
}

static Result<pricing::PricedBasket> answer(const std::string& text) {
  const auto question = wire::from_json<PriceQuestion>(text);
  if (!question) return question.refusal();
  if (const auto sound = pricing::check_basket(question->basket); !sound) return sound.refusal();
  const auto rules = pricing::compile(question->rules);
  if (!rules) return rules.refusal();
  return pricing::price(question->basket, *rules);
}

int price_command(const std::string& file) {
  const auto text = read_input(file);
  if (!text) return say_refusal(text.refusal());
  const auto priced = answer(*text);
  if (!priced) return say_refusal(priced.refusal());
  std::cout << wire::to_json(*priced) << "\n" << pricing::digest(*priced) << std::endl;
  return 0;
}

int price_cases_command(const std::string& file) {
  const auto text = read_input(file);
  if (!text) return say_refusal(text.refusal());
  const auto cases = foreign::read_cases(*text);
  if (!cases.error.empty())
    return say_refusal(Refusal(cases_unreadable, {{"file", file}, {"reason", cases.error}}));
  const auto report = foreign::judge_all(cases);
  std::cout
      << "我们的 = 对方的（分；~ 差一分，属惯例） ours = theirs (cents; ~ a cent apart, by convention)\n";
  for (const auto& verdict : report.verdicts) std::cout << verdict.text << "\n";
  std::cout << report.last_line() << std::endl;
  return report.failed == 0 ? 0 : 1;
}

}  // namespace huiji::program
