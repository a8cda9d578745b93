#include "checkout/unreceipted.hpp"

#include <map>

#include "checkout/checkout_errors.hpp"

namespace huiji::checkout {

static Result<Done> check_line(const UnreceiptedLine& line, const LineFacts& facts, std::size_t i) {
  const std::vector<Detail> where = {{"line_no", std::to_string(i + 1)},
                                     {"price", std::to_string(facts.unit_price.minor)}};
  const bool whole = facts.by_weight || is_whole(line.quantity);
  if (line.quantity.thousandths < 1 || line.quantity.thousandths > kQuantityLimit || !whole)
    return Refusal(return_line_wrong, where);
  if (line.unit_price.minor < 0 || line.unit_price > facts.unit_price)
    return Refusal(return_price_too_high, where);
  return Done{};
}

static void add_tax(const std::vector<LineFacts>& lines, pricing::RefundPlan& plan) {
  std::map<Percent, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < lines.size(); ++i) groups[lines[i].tax_rate].push_back(i);
  for (const auto& [rate, members] : groups) {
    std::vector<Money> nets;
    Money sum;
    for (const std::size_t i : members) {
      nets.push_back(plan.lines[i].net);
      sum += nets.back();
    }
    const auto parts = allocate(tax_contained(sum, rate), nets);
    for (std::size_t k = 0; k < parts.size(); ++k) {
      plan.lines[members[k]].tax = parts[k];
      plan.tax += parts[k];
    }
  }
}

Result<pricing::RefundPlan> unreceipted_plan(const UnreceiptedReturn& request,
                                             const std::vector<LineFacts>& lines) {
  pricing::RefundPlan plan;
  __int128 sum = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const UnreceiptedLine& line = request.lines[i];
    if (auto sound = check_line(line, lines[i], i); !sound) return sound.refusal();
    const Money amount = scale(line.unit_price, line.quantity, Rounding::half_up);
    plan.lines.push_back({int(i + 1), line.quantity, amount, amount, {}});
    sum += amount.minor;
    if (sum > kMoneyLimit) return sale_too_large;
    plan.refund += amount;
  }
  plan.gross = plan.refund;
  add_tax(lines, plan);
  return plan;
}

Document unreceipted_document(SaleId sale_id, const UnreceiptedReturn& request,
                              const std::vector<LineFacts>& lines, const pricing::RefundPlan& plan,
                              const PlaceFacts& place, std::string plan_json, std::string content_hash,
                              Instant now) {
  Document document = document_heading(sale_id, SaleKind::goods_return, request, place, now);
  document.catalog_version = request.catalog_version;
  document.gross = plan.gross;
  document.payable = plan.refund;
  document.tax = plan.tax;
  document.price = std::move(plan_json);
  document.content_hash = std::move(content_hash);
  document.tenders = {{TenderKind::cash, plan.refund, plan.refund, Money{}}};
  document.frozen.reason = request.reason;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const pricing::RefundLine& planned = plan.lines[i];
    DocumentLine line;
    line.line_no = planned.line_no;
    line.product_id = request.lines[i].product_id;
    line.name = lines[i].name;
    line.unit_name = lines[i].unit_name;
    line.quantity = planned.quantity;
    line.by_weight = lines[i].by_weight;
    line.unit_price = request.lines[i].unit_price;
    line.gross = planned.gross;
    line.net = planned.net;
    line.tax_rate = lines[i].tax_rate;
    line.tax = planned.tax;
    line.cost = cost_of(lines[i].cost, planned.quantity);
    document.lines.push_back(std::move(line));
  }
  return document;
}

}  // namespace huiji::checkout
