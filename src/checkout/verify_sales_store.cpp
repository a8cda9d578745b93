#include "checkout/verify_sales_store.hpp"

#include "catalog/facts_store.hpp"
#include "checkout/document_store.hpp"
#include "checkout/stored_basket_store.hpp"
#include "checkout/verify_store.hpp"
#include "checkout_sql.hpp"
#include "members/members_store.hpp"
#include "wallet/household_store.hpp"
#include "wire/json.hpp"

#include <set>

namespace huiji::checkout {
namespace {

using Row = db::Rows::Row;

class SalesVerifier {
 public:
  SalesVerifier(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report)
      : transaction_(transaction), merchant_id_(merchant_id), report_(report) {}

  void run() {
    while (!open_ended_) {
      load_documents();
      load_parts();
      for (Bundle& bundle : bundles_) {
        add_basis(bundle);
        check_bundle(bundle, report_);
        if (bundle.document.kind == SaleKind::sale) reprice(bundle.document);
      }
      after_ = last_;
    }
  }

 private:
  // The page's documents, and the range of ids that belongs to it.
  void load_documents() {
    const db::Rows rows = transaction_.query(sql::verify_page, {merchant_id_, after_, kVerifyPage});
    open_ended_ = int(rows.size()) < kVerifyPage;
    bundles_.assign(rows.size(), {});
    by_id_.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      last_ = rows[i].uuid(0);
      bundles_[i].document = read_document(rows[i]);
      by_id_[last_] = &bundles_[i];
      ++(bundles_[i].document.kind == SaleKind::sale ? report_.counts.sales : report_.counts.returns);
    }
    if (open_ended_) last_.fill(0xff);
  }

  // A document whose JSON is broken is reported and looked at without it.
  Document read_document(const Row& row) {
    Document document = document_head_from(row);
    if (auto frozen = wire::from_json<FrozenFacts>(row.text(20))) {
      document.frozen = std::move(*frozen);
    } else {
      report_.add(check_unreadable, {{"id", document.sale_id.text()}, {"field", "frozen"}});
    }
    return document;
  }

  void load_parts() {
    load_sources();
    for_each(sql::verify_lines, "sale_line", [&](Bundle& bundle, const Row& row) {
      bundle.document.lines.push_back(line_from(row, 1));
      ++report_.counts.lines;
    });
    for_each(sql::verify_discounts, "sale_discount", [&](Bundle& bundle, const Row& row) {
      for (DocumentLine& line : bundle.document.lines)
        if (line.line_no == row.integer(1)) {
          line.discounts.push_back({row.id<PromotionId>(2), row.money(3)});
          return;
        }
      report_.add(check_orphan, {{"table", "sale_discount"}, {"id", bundle.document.sale_id.text()}});
    });
    for_each(sql::verify_tenders, "tender",
             [](Bundle& bundle, const Row& row) { bundle.document.tenders.push_back(tender_from(row, 1)); });
    for_each(sql::verify_moves, "stock_move", [&](Bundle& bundle, const Row& row) {
      bundle.moves.push_back({int(row.integer(1)), row.id<ShopId>(2), row.id<ProductId>(3), row.quantity(4)});
      ++report_.counts.stock_moves;
    });
    load_lots();
    for_each(sql::verify_returned_lines, "return", [](Bundle& bundle, const Row& row) {
      bundle.returned.push_back({int(row.integer(1)), row.id<ProductId>(2), row.quantity(3), row.money(4),
                                 row.money(5), row.money(6)});
    });
    for_each(sql::verify_returns, "return", [](Bundle& bundle, const Row& row) {
      bundle.return_count = row.integer(1);
      bundle.points_back = row.points(2);
    });
    load_postings();
  }

  // Lots of other sources (recharges, adjustments) belong to no document.
  void load_lots() {
    for (const auto row : transaction_.query(sql::verify_lots, {merchant_id_, after_, last_})) {
      const auto found = by_id_.find(row.uuid(0));
      if (found == by_id_.end()) {
        if (!sources_.contains(row.uuid(0)))
          report_.add(check_orphan, {{"table", "lot"}, {"id", uuid_to_text(row.uuid(0))}});
        continue;
      }
      Bundle& bundle = *found->second;
      name_accounts(bundle);
      bundle.lots.push_back({row.id<LotId>(1), row.text(2), row.integer(3), row.text(4)});
    }
  }

  // After a merge the lots of a sale lie where its member's alias leads to.
  void name_accounts(Bundle& bundle) {
    if (!bundle.points_account.empty() || !bundle.document.member_id) return;
    const auto member = members::find_member_facts(transaction_, merchant_id_, *bundle.document.member_id);
    const MemberId member_id = member ? member->member_id : *bundle.document.member_id;
    bundle.points_account = wallet::points_home(transaction_, merchant_id_, member_id);
    bundle.growth_account = ledger::growth_account(member_id);
  }

  void load_sources() {
    sources_.clear();
    for (const auto row : transaction_.query(sql::verify_sources, {merchant_id_, after_, last_}))
      sources_.insert(row.uuid(0));
  }

  template <class Take>
  void for_each(const db::Statement& statement, const char* table, Take take) {
    for (const auto row : transaction_.query(statement, {merchant_id_, after_, last_})) {
      const auto found = by_id_.find(row.uuid(0));
      if (found != by_id_.end()) {
        take(*found->second, row);
      } else {
        report_.add(check_orphan, {{"table", table}, {"id", uuid_to_text(row.uuid(0))}});
      }
    }
  }

  // One row an entry; a posting without entries (a bill of zero) gives one row of nulls.
  void load_postings() {
    StoredPosting posting;
    const auto finish = [&] {
      if (posting.reason.empty()) return;
      check_posting(posting, report_);
      ++report_.counts.postings;
      const auto found = by_id_.find(posting.source_id);
      if (found != by_id_.end()) {
        found->second->postings.push_back(posting);
      } else if (!sources_.contains(posting.source_id) && !posting.reason.starts_with("coupon-")) {
        report_.add(check_orphan, {{"table", "posting"}, {"id", uuid_to_text(posting.source_id)}});
      }
    };
    for (const auto row : transaction_.query(sql::verify_postings, {merchant_id_, after_, last_})) {
      if (posting.reason.empty() || posting.posting_id != row.uuid(1)) {
        finish();
        posting = {row.uuid(1), row.uuid(0), row.text(2), row.date(3), {}};
      }
      if (row.is_null(4)) continue;
      posting.entries.push_back({row.text(4), row.text(5), row.integer(6)});
      ++report_.counts.entries;
    }
    finish();
  }

  void reprice(const Document& document) {
    const PricedAgain again = price_again(transaction_, facts_, rules_, merchant_id_, document);
    for (const std::size_t i : again.unknown_lines)
      report_.add(check_product_version, {{"id", document.sale_id.text()},
                                          {"line_no", std::to_string(document.lines[i].line_no)},
                                          {"product", document.lines[i].product_id.text()},
                                          {"expected", std::to_string(document.catalog_version)}});
    if (!again.unknown_lines.empty()) return;
    if (again.outcome == Again::unknown) return report_price(document, "?");
    ++(again.outcome == Again::other_arithmetic ? report_.counts.other_arithmetic : report_.counts.repriced);
    if (again.outcome == Again::differs) report_price(document, std::to_string(again.payable.minor));
  }

  // A refund that prices the rest again needs the basket. One that cannot be put together is reported by
  // reprice().
  void add_basis(Bundle& bundle) {
    if (!bundle.document.frozen.reprice || bundle.returned.empty()) return;
    if (!read_stored_price(bundle.document.price)) return;
    if (stored_basket(transaction_, facts_, merchant_id_, bundle.document).basket)
      bundle.basis = refund_basis(transaction_, facts_, merchant_id_, bundle.document);
  }

  void report_price(const Document& document, std::string computed) {
    report_.add(check_price, {{"id", document.sale_id.text()},
                              {"number", document.number},
                              {"found", std::to_string(document.payable.minor)},
                              {"expected", std::move(computed)}});
  }

  db::Transaction& transaction_;
  const MerchantId merchant_id_;
  VerifyReport& report_;
  catalog::FactsCache facts_;
  promotions::RulesCache rules_;
  Uuid after_{};
  Uuid last_{};
  bool open_ended_ = false;
  std::vector<Bundle> bundles_;
  std::map<Uuid, Bundle*> by_id_;
  std::set<Uuid> sources_;  // operations and lots whose postings are no document's
};

}  // namespace

void verify_sales(db::Transaction& transaction, MerchantId merchant_id, VerifyReport& report) {
  SalesVerifier(transaction, merchant_id, report).run();
}

}  // namespace huiji::checkout
