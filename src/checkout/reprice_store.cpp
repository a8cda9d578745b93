#include "checkout/reprice_store.hpp"

#include "checkout/document_store.hpp"
#include "checkout/stored_basket_store.hpp"
#include "checkout_sql.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {
namespace {

constexpr int kPage = 500;

class Repricer {
 public:
  Repricer(db::Transaction& transaction, MerchantId merchant_id, RepriceReport& report)
      : transaction_(transaction), merchant_id_(merchant_id), report_(report) {}

  void run(Date since) {
    Uuid after{};
    for (int rows = kPage; rows == kPage;) {
      std::vector<Document> page = load(since, after);
      rows = int(page.size());
      for (const Document& sale : page) price(sale);
      if (rows > 0) after = page.back().sale_id.bytes;
    }
  }

 private:
  // Documents of the page by id, with their lines; no other part of a sale decides its price.
  std::vector<Document> load(Date since, const Uuid& after) {
    std::vector<Document> page;
    std::map<Uuid, std::size_t> by_id;
    for (const auto row : transaction_.query(sql::reprice_page, {merchant_id_, since, after, kPage})) {
      Document sale = document_head_from(row);
      if (auto frozen = wire::from_json<FrozenFacts>(row.text(20))) sale.frozen = std::move(*frozen);
      by_id[sale.sale_id.bytes] = page.size();
      page.push_back(std::move(sale));
    }
    if (page.empty()) return page;
    const Uuid last = page.back().sale_id.bytes;
    for (const auto row : transaction_.query(sql::verify_lines, {merchant_id_, after, last}))
      if (const auto found = by_id.find(row.uuid(0)); found != by_id.end())
        page[found->second].lines.push_back(line_from(row, 1));
    return page;
  }

  void price(const Document& sale) {
    const PricedAgain again = price_again(transaction_, facts_, rules_, merchant_id_, sale);
    ++report_.sales;
    if (again.outcome == Again::same) {
      ++report_.same;
      return;
    }
    if (again.outcome == Again::other_arithmetic) {
      ++report_.other_arithmetic;
      if (again.payable == sale.payable) return;
      ++report_.other_arithmetic_payable;
    } else {
      ++report_.different;
    }
    if (report_.differences.size() < RepriceReport::kKept)
      report_.differences.push_back({sale.number, sale.sale_id, sale.business_day, sale.payable,
                                     again.payable, again.arithmetic_then, again.outcome != Again::unknown});
  }

  db::Transaction& transaction_;
  const MerchantId merchant_id_;
  RepriceReport& report_;
  catalog::FactsCache facts_;
  promotions::RulesCache rules_;
};

}  // namespace

RepriceReport reprice(db::Transaction& transaction, Date since) {
  RepriceReport report;
  for (const auto row : transaction.query(sql::verify_merchants, {}))
    Repricer(transaction, row.id<MerchantId>(0), report).run(since);
  return report;
}

}  // namespace huiji::checkout
