#include "checkout/receipt_store.hpp"

#include <charconv>

#include "checkout/checkout_errors.hpp"
#include "checkout/coupons_of_sale_store.hpp"
#include "checkout/idempotence_store.hpp"
#include "checkout_sql.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {
namespace {

// Where a page ended: day, instant of recording, id; the next one starts below.
struct Place {
  std::string business_day = "9999-12-31";
  std::int64_t recorded_at = INT64_MAX;
  Uuid sale_id{};
};

std::string cursor_text(const SaleSummary& last, const std::string& business_day) {
  return business_day + "." + std::to_string(last.recorded_at.ms) + "." + last.sale_id.text();
}

std::optional<Place> parse_cursor(const std::string& cursor) {
  if (cursor.empty()) return Place{};
  const std::size_t first = cursor.find('.'), second = cursor.find('.', first + 1);
  if (first == std::string::npos || second == std::string::npos) return std::nullopt;
  Place place;
  place.business_day = cursor.substr(0, first);
  const char* end = cursor.data() + second;
  const auto number = std::from_chars(cursor.data() + first + 1, end, place.recorded_at);
  const auto sale_id = uuid_from_text(std::string_view(cursor).substr(second + 1));
  if (number.ptr != end || number.ec != std::errc() || !sale_id || !parse_date(place.business_day))
    return std::nullopt;
  place.sale_id = *sale_id;
  return place;
}

SaleSummary summary_from(const db::Rows::Row& row) {
  const auto frozen = wire::from_json<FrozenFacts>(row.text(6));
  HUIJI_CHECK(frozen);
  return {row.id<SaleId>(0),   row.text(1) == "sale" ? SaleKind::sale : SaleKind::goods_return,
          row.text(2),         frozen->till_name,
          frozen->staff_name,  frozen->member_number,
          row.instant(3),      row.instant(4),
          int(row.integer(7)), row.money(5)};
}

}  // namespace

Result<Receipt> find_receipt(db::Transaction& transaction, const Services& services, MerchantId merchant_id,
                             SaleId sale_id) {
  const auto document = find_document(transaction, merchant_id, sale_id);
  if (!document) return sale_not_found;
  Receipt receipt = receipt_for(transaction, services, merchant_id, *document);
  receipt.earned_coupons = load_earned_coupons(transaction, merchant_id, *document);
  if (document->returns == 0) return receipt;
  for (const Returned& returned : returned_of(transaction, merchant_id, sale_id)) {
    for (ReceiptLine& line : receipt.lines)
      if (line.line_no == returned.line_no) line.returned = returned.quantity;
    if (receipt.refund_basis) receipt.refund_basis->refunded_before += returned.net;
  }
  return receipt;
}

SaleList returns_of(db::Transaction& transaction, MerchantId merchant_id, SaleId original) {
  SaleList list;
  for (const auto row : transaction.query(sql::returns_of_sale, {merchant_id, original}))
    list.sales.push_back(summary_from(row));
  return list;
}

Result<SaleList> list_sales(db::Transaction& transaction, MerchantId merchant_id, const SaleQuery& query) {
  const auto place = parse_cursor(query.cursor);
  if (!place) return cursor_wrong;
  const std::string from = query.day ? to_text(*query.day) : "0000-01-01";
  const std::string to = query.day ? to_text(*query.day) : "9999-12-31";
  const db::Rows rows = transaction.query(
      sql::list_sales, {merchant_id, from, to, place->business_day, place->recorded_at, place->sale_id,
                        !query.till_id, query.till_id.value_or(TillId{}), query.number, query.limit + 1});
  SaleList list;
  for (const auto row : rows) {
    if (int(list.sales.size()) == query.limit) {
      list.next = cursor_text(list.sales.back(), rows[list.sales.size() - 1].text(8));
      break;
    }
    list.sales.push_back(summary_from(row));
  }
  return list;
}

}  // namespace huiji::checkout
