// The auditor keeps its own books from what the tills wrote down and what the server answered, with its own
// arithmetic and no call into a room, and at the end of each day compares them with every book of the
// database: documents, stock, drawers, revenue, points (points_book.cpp), cards (cards_book.cpp), credit
// (credit_book.cpp) and coupons (coupons_book.cpp). It takes from the database only what nobody outside can
// know, and judges that by the laws it must obey: when a promise was given and ended, in which lots a card's
// money lies, which lots of points expired.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "till.hpp"

namespace huiji::sim {

// An operation on value that the server accepted, with what the till asked for.
struct BookedOperation {
  TillId till_id;
  wallet::OperationReceipt receipt;
  Money paid;               // by the customer, or to him
  Money bonus;              // that the package promises
  std::int64_t change = 0;  // points or growth by hand, donated points, uses
  bool shop_cause = false;  // of a card that went back
};

struct BookedAsk {
  TillId till_id;
  wallet::AllowanceRequest request;
  std::optional<wallet::AllowanceView> granted = {};  // when the till heard the answer
};

struct BookedReturn {
  TillId till_id;
  checkout::ReturnRequest request;
  checkout::Receipt receipt;
};

struct BookedSale {
  RungUp sale;
  std::optional<checkout::Receipt> receipt = {};  // from the first answer on
  std::map<int, std::int64_t> returned = {};      // line number -> thousandths
  std::vector<BookedReturn> returns = {};         // in the order in which the server took them
};

using Sales = std::map<std::string, BookedSale>;
using Findings = std::vector<std::string>;

class Auditor {
 public:
  explicit Auditor(const ShopTemplate& shop) : shop_(shop) {}

  void rung_up(const RungUp& sale) { sales_[sale.sale_id.text()] = {sale}; }
  void accepted_sale(const checkout::Receipt& receipt);
  void accepted_return(TillId till, const checkout::ReturnRequest& request, const checkout::Receipt& receipt);
  void accepted_operation(const BookedOperation& operation) { operations_.push_back(operation); }
  void asked(AllowanceId id, const BookedAsk& ask) { asks_[id.text()] = ask; }
  void granted(const wallet::AllowanceView& view) { asks_.at(view.allowance_id.text()).granted = view; }
  void released(const std::string& id) { released_.insert(id); }
  // `asked` is another id of `answered`: registered twice, or merged.
  void credit_granted(MemberId member, Money limit) { limits_[member.text()] = limit; }
  void member_is(MemberId asked, MemberId answered);
  MemberId owner(MemberId member) const;
  // Whether the goods were still there at that moment.
  bool could_return(const checkout::ReturnRequest& request, Instant at) const;

  // All that is wrong, in words; empty when every book agrees.
  Findings compare(db::Store& store, const std::vector<Till>& tills, Instant now);
  void compare_day(const checkout::DayTotals& day, Findings& wrong) const;
  // At the moment a coupon is held for a till.
  void coupon_was_held(db::Store& store, Findings& wrong) const;
  std::size_t sale_count() const { return sales_.size(); }
  std::size_t return_count() const { return return_tills_.size(); }
  std::size_t operation_count() const { return operations_.size(); }

 private:
  void compare_documents(db::Transaction& tx, Findings& wrong) const;
  void compare_stock(db::Transaction& tx, Findings& wrong) const;
  void compare_money(db::Transaction& tx, Findings& wrong) const;
  void compare_tenders(Findings& wrong) const;
  void compare_points(db::Transaction& tx, Findings& wrong) const;
  void compare_points_law(db::Transaction& tx, Findings& wrong) const;
  void compare_coupons(db::Transaction& tx, Instant now, Findings& wrong) const;
  void compare_cards(db::Transaction& tx, Findings& wrong) const;
  void compare_credit(db::Transaction& tx, Findings& wrong) const;
  std::map<std::string, std::int64_t> expected_drawers() const;
  std::map<std::string, std::int64_t> expected_turnover() const;

  const ShopTemplate& shop_;
  Sales sales_;
  std::map<std::string, std::string> return_tills_;  // return id -> sale id
  std::vector<BookedOperation> operations_;
  std::map<std::string, BookedAsk> asks_;
  std::set<std::string> released_;  // promises that a till gave back
  std::map<std::string, MemberId> members_;
  std::map<std::string, Money> limits_;  // of credit, by member
};

// A query of the auditor's own.
constexpr db::Statement statement(std::string_view name, std::string_view sql) { return {name, sql, sql}; }

// What a tender paid of a sale, and of what came back of it. A refund lowers what is owed first, then goes to
// the card (product.md 4.8).
bool all_came_back(const BookedSale& booked);
std::int64_t paid_by(checkout::TenderKind kind, const checkout::Receipt& receipt);
// Without cash: with a card or on account.
std::int64_t paid_otherwise(const checkout::Receipt& receipt);

}  // namespace huiji::sim
