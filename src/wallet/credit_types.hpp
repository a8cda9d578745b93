// Credit accounts 挂账 as they travel: what a member may owe and owes, what is due when, how old it is. Money
// in 分; what is owed is above zero, below it the shop owes the customer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::wallet {

enum class CreditState { open, frozen, closed };
BOOST_DESCRIBE_ENUM(CreditState, open, frozen, closed)

struct CreditTerms {
  CreditState state = CreditState::open;
  Money limit;          // 额度
  int terms_days = 30;  // 账期: a charge is due so many days after its business day
  std::string note;
};
BOOST_DESCRIBE_STRUCT(CreditTerms, (), (state, limit, terms_days, note))

// PUT /v1/credit-accounts/{member_id}. `expected_version` 0: the member has none yet.
struct CreditDraft {
  std::int64_t expected_version = 0;
  CreditTerms terms;
};
BOOST_DESCRIBE_STRUCT(CreditDraft, (), (expected_version, terms))

// A bill that is not paid yet, or a part of it: payments go to the oldest bill first.
struct OpenCharge {
  std::string source_id;
  std::optional<std::string> number = {};  // of the receipt
  Date business_day;
  Date due_on;
  Money amount;  // of the bill, less what came back
  Money open;
};
BOOST_DESCRIBE_STRUCT(OpenCharge, (), (source_id, number, business_day, due_on, amount, open))

// GET /v1/members/{member_id}/credit. Version 0: the member has no credit account.
struct CreditAccount {
  MemberId member_id;
  std::int64_t version = 0;
  CreditTerms terms;
  Money owed;
  Money reserved;   // promised to tills
  Money available;  // of the limit
  Money overdue;
  std::vector<OpenCharge> charges;  // oldest first
};
BOOST_DESCRIBE_STRUCT(CreditAccount, (),
                      (member_id, version, terms, owed, reserved, available, overdue, charges))

// GET /v1/members/{member_id}/credit-statement: newest first, with what is owed after each line.
struct CreditLine {
  Instant at;
  Date business_day;
  std::string reason;  // 'sale', 'return', 'credit_payment', 'adjust_credit'
  Money change;
  Money after;
  std::string source_id;
  std::optional<Date> due_on = {};  // of a charge
  std::optional<std::string> number = {};
  std::optional<std::string> staff_name = {};
  std::optional<std::string> note = {};
};
BOOST_DESCRIBE_STRUCT(CreditLine, (),
                      (at, business_day, reason, change, after, source_id, due_on, number, staff_name, note))

struct CreditStatement {
  std::vector<CreditLine> lines;
  std::optional<std::string> next = {};
};
BOOST_DESCRIBE_STRUCT(CreditStatement, (), (lines, next))

// 账龄: how old what is owed is, by the business day of its bill.
struct Ageing {
  Money owed;
  Money to_30;  // 0 to 30 days
  Money to_60;
  Money to_90;
  Money over_90;
  Money overdue;
};
BOOST_DESCRIBE_STRUCT(Ageing, (), (owed, to_30, to_60, to_90, over_90, overdue))

struct Receivable {
  MemberId member_id;
  std::string member_number;
  std::string phone_masked;
  std::optional<std::string> name_masked = {};
  CreditTerms terms;
  Ageing ageing;
  std::optional<Date> oldest_due = {};
};
BOOST_DESCRIBE_STRUCT(Receivable, (),
                      (member_id, member_number, phone_masked, name_masked, terms, ageing, oldest_due))

// GET /v1/receivables: who has a credit account, or owes; what is overdue first.
struct ReceivableList {
  Date as_of;
  std::vector<Receivable> receivables;
  Ageing total;
};
BOOST_DESCRIBE_STRUCT(ReceivableList, (), (as_of, receivables, total))

// PUT /v1/credit-payments/{operation_id}: cash at a till for what is owed.
struct CreditPaymentRequest {
  MemberId member_id;
  Money amount;
  Money tendered;
  Instant happened_at;
};
BOOST_DESCRIBE_STRUCT(CreditPaymentRequest, (), (member_id, amount, tendered, happened_at))

}  // namespace huiji::wallet

namespace huiji::wire {
template <>
struct Rules<wallet::CreditTerms> {
  static constexpr FieldRule list[] = {{.field = "limit", .minimum = 0, .maximum = 10000000000},
                                       {.field = "terms_days", .minimum = 0, .maximum = 365},
                                       {.field = "note", .max_length = 240}};
};
template <>
struct Rules<wallet::CreditPaymentRequest> {
  static constexpr FieldRule list[] = {{.field = "amount", .minimum = 1},
                                       {.field = "tendered", .minimum = 0}};
};
}  // namespace huiji::wire
