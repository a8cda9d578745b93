// Any bytes as a basket or as rules: refused in words or priced by the law, never a crash. The first byte
// says which; baskets meet a fixed book of rules.
#include "pricing/pricing.hpp"
#include "wire/json.hpp"

using namespace huiji;

static const pricing::CompiledRules& book() {
  static const pricing::CompiledRules rules = [] {
    constexpr const char* kScope =
        R"("scope":{"products":[],"categories":[],"excluded_products":[],"excluded_categories":[]},"schedule":{"weekdays":[]})";
    const auto promotion = [&](const char* id, const char* kind, const char* parameters) {
      return std::string(R"({"promotion_id":"00000000-0000-0000-0000-00000000000)") + id + R"(","kind":")" +
             kind + R"(","name":"x","state":"active","members_only":false,)" + kScope + R"(,"parameters":)" +
             parameters + "}";
    };
    const std::string text = R"({"version":1,"points":{"points_per_yuan":1},"promotions":[)" +
                             promotion("1", "percent_off", R"({"off":1234})") + "," +
                             promotion("2", "buy_m_get_n", R"({"buy":2,"free":1})") + "," +
                             promotion("3", "nth_item_percent", R"({"nth":2,"off":5000})") + "," +
                             promotion("4", "amount_off", R"({"threshold":1000,"off":300,"every":true})") +
                             "]}";
    return *pricing::compile(*wire::from_json<pricing::Rules>(text));
  }();
  return rules;
}

static void as_basket(std::string_view text) {
  const auto basket = wire::from_json<pricing::Basket>(text);
  if (!basket || !pricing::check_basket(*basket)) return;
  pricing::digest(pricing::price(*basket, book()));
}

static void as_rules(std::string_view text) {
  const auto rules = wire::from_json<pricing::Rules>(text);
  if (rules) (void)static_cast<bool>(pricing::compile(*rules));
}

static void as_refund(std::string_view text) {
  const auto request = wire::from_json<pricing::RefundRequest>(text);
  if (request && pricing::check_refund(*request)) pricing::refund(*request);
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  if (data[0] % 3 == 0) as_basket(text);
  if (data[0] % 3 == 1) as_rules(text);
  if (data[0] % 3 == 2) as_refund(text);
  return 0;
}
