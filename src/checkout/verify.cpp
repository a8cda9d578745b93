#include "checkout/verify.hpp"

#include <algorithm>
#include <set>

#include "checkout/settle.hpp"
#include "pricing/pricing.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {
namespace {

std::string text_of(std::int64_t number) { return std::to_string(number); }

std::string filled(std::string_view rest, const std::vector<std::pair<std::string, std::string>>& details) {
  std::string text;
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    const std::string_view name = rest.substr(open + 1, close - open - 1);
    text += rest.substr(0, open);
    for (const auto& detail : details)
      if (detail.first == name) text += detail.second;
    rest.remove_prefix(close + 1);
  }
  return text.append(rest);
}

class BundleCheck {
 public:
  BundleCheck(const Bundle& bundle, VerifyReport& report)
      : bundle_(bundle), document_(bundle.document), report_(report), id_(bundle.document.sale_id.text()) {}

  void run() {
    sums();
    for (const DocumentLine& line : document_.lines) line_sums(line);
    tenders();
    day();
    posting();
    moves();
    lots();
    if (document_.kind == SaleKind::sale) returns();
  }

 private:
  void equal(const char* field, std::int64_t found, std::int64_t expected) {
    if (found == expected) return;
    report_.add(check_document_sums, {{"id", id_},
                                      {"number", document_.number},
                                      {"field", field},
                                      {"found", text_of(found)},
                                      {"expected", text_of(expected)}});
  }
  void at_line(const Check& check, int line_no, const char* field, std::int64_t found,
               std::int64_t expected) {
    if (found == expected) return;
    report_.add(check, {{"id", id_},
                        {"line_no", text_of(line_no)},
                        {"field", field},
                        {"found", text_of(found)},
                        {"expected", text_of(expected)}});
  }

  void sums() {
    Money gross, discount, net, tax;
    for (const DocumentLine& line : document_.lines)
      gross += line.gross, discount += line.discount, net += line.net, tax += line.tax;
    equal("gross", document_.gross.minor, gross.minor);
    equal("discount", document_.discount.minor, discount.minor);
    equal("payable", document_.payable.minor, net.minor);
    equal("tax", document_.tax.minor, tax.minor);
    if (document_.lines.empty()) equal("line_count", 0, 1);
  }

  void line_sums(const DocumentLine& line) {
    at_line(check_line_sums, line.line_no, "net", line.net.minor, (line.gross - line.discount).minor);
    if (line.tax.minor < 0 || line.tax > line.net)
      at_line(check_line_sums, line.line_no, "tax", line.tax.minor,
              tax_contained(line.net, line.tax_rate).minor);
    if (document_.kind != SaleKind::sale) return;
    Money shares;
    for (const PromotionShare& share : line.discounts) shares += share.amount;
    at_line(check_discount_sums, line.line_no, "discount", shares.minor, line.discount.minor);
  }

  void tenders() {
    Money paid;
    for (const Tender& tender : document_.tenders) {
      paid += tender.amount;
      const Money expected = tender.tendered - tender.change_given;
      if (tender.amount != expected)
        report_.add(
            check_tender_change,
            {{"id", id_}, {"found", text_of(tender.amount.minor)}, {"expected", text_of(expected.minor)}});
    }
    if (paid != document_.payable)
      report_.add(
          check_tenders,
          {{"id", id_}, {"found", text_of(paid.minor)}, {"expected", text_of(document_.payable.minor)}});
  }

  void day() {
    PlaceFacts place;
    place.utc_offset_minutes = document_.frozen.utc_offset_minutes;
    place.day_cutoff_minutes = document_.frozen.day_cutoff_minutes;
    const Date expected = day_of(document_.sold_at, document_.recorded_at, place);
    if (document_.business_day != expected)
      report_.add(check_business_day,
                  {{"id", id_}, {"found", to_text(document_.business_day)}, {"expected", to_text(expected)}});
  }

  void posting() {
    const ledger::Posting expected = posting_of(document_);
    const auto found =
        std::find_if(bundle_.postings.begin(), bundle_.postings.end(),
                     [&](const StoredPosting& posting) { return posting.reason == expected.reason; });
    if (found == bundle_.postings.end()) {
      report_.add(check_posting_missing, {{"id", id_}, {"number", document_.number}});
      return;
    }
    if (found->business_day != expected.business_day)
      report_.add(check_posting_head, {{"id", id_},
                                       {"found", to_text(found->business_day)},
                                       {"expected", to_text(expected.business_day)}});
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> accounts;  // found, expected
    for (const StoredEntry& entry : found->entries) accounts[entry.account].first += entry.amount;
    for (const ledger::Entry& entry : expected.entries) accounts[entry.account].second += entry.amount;
    for (const auto& [account, amounts] : accounts)
      if (amounts.first != amounts.second)
        report_.add(check_posting_entries, {{"id", id_},
                                            {"account", account},
                                            {"found", text_of(amounts.first)},
                                            {"expected", text_of(amounts.second)}});
  }

  void moves() {
    const std::int64_t sign = document_.kind == SaleKind::sale ? -1 : 1;
    std::map<std::pair<int, ProductId>, std::pair<std::int64_t, std::int64_t>> lines;  // found, expected
    for (const StoredMove& move : bundle_.moves)
      lines[{move.line_no, move.product_id}].first +=
          move.shop_id == document_.shop_id ? move.quantity.thousandths : 0;
    for (const DocumentLine& line : document_.lines)
      lines[{line.line_no, line.product_id}].second += sign * line.quantity.thousandths;
    for (const auto& [line, quantities] : lines)
      at_line(check_stock_moves, line.first, "quantity", quantities.first, quantities.second);
  }

  void lot_field(const StoredLot& lot, const char* field, const std::string& found,
                 const std::string& expected) {
    if (found == expected) return;
    report_.add(check_lot_source,
                {{"id", lot.lot_id.text()}, {"field", field}, {"found", found}, {"expected", expected}});
  }

  // Points that wait lie beside the others until they open.
  std::string points_account_of(const StoredLot& lot) const {
    const std::string waiting = ledger::pending_beside(bundle_.points_account);
    return document_.frozen.points_pending && lot.account == waiting ? waiting : bundle_.points_account;
  }

  void lots() {
    std::int64_t points = 0, growth = 0;
    for (const StoredLot& lot : bundle_.lots) {
      const bool of_growth = lot.currency == "GRW";
      (of_growth ? growth : points) += lot.amount;
      lot_field(lot, "account", lot.account, of_growth ? bundle_.growth_account : points_account_of(lot));
    }
    const bool sale = document_.kind == SaleKind::sale;
    const StoredLot whole{{document_.sale_id.bytes}, {}, {}, {}};
    lot_field(whole, "amount", text_of(points), text_of(sale ? document_.points.count : 0));
    lot_field(whole, "amount", text_of(growth), text_of(sale ? document_.growth : 0));
  }

  // The refund of everything that came back, computed once: partial returns have to add up to it.
  void returns() {
    if (document_.returns != bundle_.return_count)
      report_.add(
          check_return_count,
          {{"id", id_}, {"found", text_of(document_.returns)}, {"expected", text_of(bundle_.return_count)}});
    if (bundle_.returned.empty() || !quantities_fit() || !read_stored_price(document_.price)) return;
    const auto asked = refund_request(document_, {}, all_returned(), bundle_.basis);
    if (!asked || !pricing::check_refund(*asked)) return;  // said already by the sums
    const pricing::RefundPlan plan = pricing::refund(*asked);
    if (bundle_.basis && bundle_.basis->reprice) {
      repriced_returns();
    } else {
      for (const pricing::RefundLine& line : plan.lines)
        at_line(check_returned_money, line.line_no, "net", returned(line.line_no)->net.minor, line.net.minor);
    }
    if (bundle_.points_back != plan.points_back)
      report_.add(check_returned_points, {{"id", id_},
                                          {"found", text_of(bundle_.points_back.count)},
                                          {"expected", text_of(plan.points_back.count)}});
  }

  // What is due when the rest is priced again depends on the order of the returns: earlier ones keep what
  // they got. It never goes beyond the goods' gross, nor all of them beyond what was paid.
  void repriced_returns() {
    Money paid_back;
    for (const ReturnedLine& line : bundle_.returned) {
      paid_back += line.net;
      if (line.net > line.gross)
        at_line(check_returned_money, line.line_no, "net", line.net.minor, line.gross.minor);
    }
    if (paid_back > document_.payable)
      at_line(check_returned_money, 0, "net", paid_back.minor, document_.payable.minor);
  }

  bool quantities_fit() {
    bool fit = true;
    for (const ReturnedLine& back : bundle_.returned) {
      Quantity sold;
      for (const DocumentLine& line : document_.lines)
        if (line.line_no == back.line_no && line.product_id == back.product_id) sold = line.quantity;
      if (back.quantity <= sold) continue;
      at_line(check_returned_quantity, back.line_no, "quantity", back.quantity.thousandths, sold.thousandths);
      fit = false;
    }
    return fit;
  }

  ReturnRequest all_returned() const {
    ReturnRequest request;
    for (const ReturnedLine& line : bundle_.returned) request.lines.push_back({line.line_no, line.quantity});
    return request;
  }

  const ReturnedLine* returned(int line_no) const {
    for (const ReturnedLine& line : bundle_.returned)
      if (line.line_no == line_no) return &line;
    HUIJI_CHECK(false);
  }

  const Bundle& bundle_;
  const Document& document_;
  VerifyReport& report_;
  const std::string id_;
};

}  // namespace

void VerifyReport::add(const Check& check, std::vector<std::pair<std::string, std::string>> details) {
  ++found;
  if (findings.size() < kKept)
    findings.push_back({&check, filled(check.zh, details), filled(check.en, details)});
}

void VerifyReport::note(const Check& check, std::vector<std::pair<std::string, std::string>> details) {
  if (notices.size() < kKept)
    notices.push_back({&check, filled(check.zh, details), filled(check.en, details)});
}

void check_bundle(const Bundle& bundle, VerifyReport& report) { BundleCheck(bundle, report).run(); }

void check_posting(const StoredPosting& posting, VerifyReport& report) {
  std::map<std::string, std::int64_t> sums;
  for (const StoredEntry& entry : posting.entries) sums[entry.currency] += entry.amount;
  for (const auto& [currency, sum] : sums)
    if (sum != 0)
      report.add(check_unbalanced,
                 {{"id", uuid_to_text(posting.posting_id)}, {"currency", currency}, {"found", text_of(sum)}});
}

}  // namespace huiji::checkout
