// The auditor keeps its own books from what the tills wrote down and what the server answered, with its own
// arithmetic, and in the end compares them with every book of the database.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "till.hpp"

namespace huiji::sim {

class Auditor {
 public:
  explicit Auditor(const ShopTemplate& shop) : shop_(shop) {}

  void rung_up(const RungUp& sale) { sales_[sale.sale_id.text()] = {sale, {}, {}, false}; }
  void poisoned(SaleId sale) { sales_.erase(sale.text()); }
  void accepted_return(SaleId id, TillId till, const checkout::ReturnRequest& request);
  void member_is(MemberId asked, MemberId answered) { members_[asked.text()] = answered.text(); }
  bool could_return(const checkout::ReturnRequest& request) const;

  // All that is wrong, in words; empty when every book agrees.
  std::vector<std::string> compare(db::Store& store, const std::vector<Till>& tills);
  std::size_t sale_count() const { return sales_.size(); }
  std::size_t return_count() const { return returns_.size(); }

 private:
  struct Booked {
    RungUp sale;
    std::map<int, std::int64_t> returned;  // line number -> thousandths
    std::map<int, std::int64_t> refunded;  // line number -> 分
    bool any_return = false;
  };
  struct BookedReturn {
    TillId till;
    checkout::ReturnRequest request;
  };
  std::string member_of(const Booked& sale) const;
  void compare_documents(db::Transaction& tx, std::vector<std::string>& wrong) const;
  void compare_stock(db::Transaction& tx, std::vector<std::string>& wrong) const;
  void compare_money(db::Transaction& tx, std::vector<std::string>& wrong) const;
  void compare_points(db::Transaction& tx, std::vector<std::string>& wrong) const;
  static void compare_journals(const std::vector<Till>& tills, std::vector<std::string>& wrong);

  const ShopTemplate& shop_;
  std::map<std::string, Booked> sales_;
  std::map<std::string, BookedReturn> returns_;
  std::map<std::string, std::string> members_;
};

}  // namespace huiji::sim
