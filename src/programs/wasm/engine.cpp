// The engine's C ABI. A call puts its JSON at engine_input(size), runs one function and reads the JSON at
// engine_output(), engine_output_size(). A function returns 1 and its result, or 0 and a refusal
// {code, family, text_zh, text_en, details}. Money never crosses as i64. One basket at a time: the till has
// one thread. A broken program (HUIJI_CHECK) traps; the loader makes a new instance.
#include "pricing/pricing.hpp"
#include "programs/wasm/scan.hpp"
#include "programs/wasm/settle.hpp"
#include "promotions/promotions.hpp"
#include "wire/json.hpp"

namespace huiji::engine {

struct EngineDetail {
  std::string name;
  std::string value;
};
BOOST_DESCRIBE_STRUCT(EngineDetail, (), (name, value))

struct EngineRefusal {
  std::string code;
  std::string family;
  std::string text_zh;
  std::string text_en;
  std::vector<EngineDetail> details;
};
BOOST_DESCRIBE_STRUCT(EngineRefusal, (), (code, family, text_zh, text_en, details))

struct Loaded {
  std::int64_t version = 0;
  int promotions = 0;  // active ones
};
BOOST_DESCRIBE_STRUCT(Loaded, (), (version, promotions))

static std::string input, output;
static pricing::CompiledRules& rules() {
  static pricing::CompiledRules rules;
  return rules;
}

static int refuse(const Refusal& refusal) {
  EngineRefusal body{refusal.code->code,
                     std::string(family_name(refusal.code->family)),
                     refusal.text(true),
                     refusal.text(false),
                     {}};
  for (const Detail& detail : refusal.details) body.details.push_back({detail.name, detail.value});
  output = wire::to_json(body);
  return 0;
}

template <class T>
static int reply(const Result<T>& result) {
  if (!result) return refuse(result.refusal());
  output = wire::to_json(*result);
  return 1;
}

template <class In, class Call>
static int run(Call call) {
  auto in = wire::from_json<In>(input);
  if (!in) return refuse(in.refusal());
  return reply(call(*in));
}

static Result<Loaded> set_rules(const pricing::Rules& wanted) {
  auto compiled = pricing::compile(wanted);
  if (!compiled) return compiled.refusal();
  rules() = *compiled;
  int active = 0;
  for (const auto& promotion : wanted.promotions)
    active += promotion.state == pricing::PromotionState::active;
  return Loaded{wanted.version, active};
}

static Result<pricing::PricedBasket> price(const pricing::Basket& basket) {
  if (auto done = pricing::check_basket(basket); !done) return done.refusal();
  return pricing::price(basket, rules());
}

static Result<pricing::Explanation> explain(const pricing::Basket& basket) {
  if (auto done = pricing::check_basket(basket); !done) return done.refusal();
  return pricing::explain(basket, rules());
}

static Result<pricing::RefundPlan> refund(const pricing::RefundRequest& request) {
  if (auto done = pricing::check_refund(request); !done) return done.refusal();
  return pricing::refund(request);
}

static Result<Loaded> check_draft(const promotions::PromotionDraft& draft) {
  if (auto done = promotions::check_draft(draft); !done) return done.refusal();
  return Loaded{};
}

}  // namespace huiji::engine

using namespace huiji;
#define HUIJI_EXPORT(name) extern "C" __attribute__((export_name(#name))) __attribute__((used))

HUIJI_EXPORT(engine_input) void* engine_input(int size) {
  engine::input.resize(static_cast<std::size_t>(size));
  return engine::input.data();
}
HUIJI_EXPORT(engine_output) const void* engine_output() { return engine::output.data(); }
HUIJI_EXPORT(engine_output_size) int engine_output_size() { return static_cast<int>(engine::output.size()); }

HUIJI_EXPORT(engine_set_rules) int engine_set_rules() {
  return engine::run<pricing::Rules>(engine::set_rules);
}
HUIJI_EXPORT(engine_price) int engine_price() { return engine::run<pricing::Basket>(engine::price); }
HUIJI_EXPORT(engine_explain) int engine_explain() { return engine::run<pricing::Basket>(engine::explain); }
HUIJI_EXPORT(engine_refund) int engine_refund() {
  return engine::run<pricing::RefundRequest>(engine::refund);
}
HUIJI_EXPORT(engine_settle) int engine_settle() { return engine::run<engine::CashOffer>(engine::settle); }
HUIJI_EXPORT(engine_read_code) int engine_read_code() {
  return engine::run<engine::CodeScan>(engine::read_code);
}
HUIJI_EXPORT(engine_line_of) int engine_line_of() {
  return engine::run<catalog::LineQuestion>(engine::line_of);
}
HUIJI_EXPORT(engine_check_draft) int engine_check_draft() {
  return engine::run<promotions::PromotionDraft>(engine::check_draft);
}
HUIJI_EXPORT(engine_kinds) int engine_kinds() {
  engine::output = wire::to_json(promotions::describe_kinds());
  return 1;
}
// SHA-256 of the input as it stands: of a PricedBasket's JSON it is the basket's digest.
HUIJI_EXPORT(engine_digest) int engine_digest() {
  engine::output.clear();
  wire::write_json_text(pricing::sha256_hex(engine::input), engine::output);
  return 1;
}
