#include "checkout/document_store.hpp"

#include "checkout_sql.hpp"
#include "wire/json.hpp"

namespace huiji::checkout {
namespace {

std::string_view kind_name(SaleKind kind) { return kind == SaleKind::sale ? "sale" : "return"; }

db::Values sale_row(MerchantId merchant_id, const Document& document) {
  return {merchant_id,
          document.sale_id,
          kind_name(document.kind),
          document.original_sale_id,
          document.shop_id,
          document.till_id,
          document.staff_id,
          document.member_id,
          document.number,
          document.sequence,
          document.business_day,
          document.sold_at,
          document.recorded_at,
          document.catalog_version,
          document.gross,
          document.discount,
          document.payable,
          document.tax,
          document.points,
          db::Bytes{document.content_hash},
          document.price,
          wire::to_json(document.frozen),
          document.points_spent,
          document.growth};
}

db::Values line_row(MerchantId merchant_id, SaleId sale_id, const DocumentLine& line) {
  return {merchant_id,   sale_id,       line.line_no,   line.product_id,   line.name,       line.unit_name,
          line.barcode,  line.quantity, line.by_weight, line.label_amount, line.unit_price, line.gross,
          line.discount, line.net,      line.tax_rate,  line.tax,          line.cost};
}

db::Values tender_row(MerchantId merchant_id, SaleId sale_id, const Tender& tender, std::int64_t tender_no) {
  return {merchant_id,
          sale_id,
          tender_no,
          name_of(tender.kind),
          tender.amount,
          tender.tendered,
          tender.change_given,
          tender.card_id,
          tender.allowance_id,
          tender.principal.value_or(Money{}),
          tender.bonus.value_or(Money{}),
          tender.shortage.value_or(Money{})};
}

}  // namespace

void save_document(db::Transaction& transaction, MerchantId merchant_id, const Document& document) {
  std::vector<db::Values> lines, discounts, tenders;
  for (const DocumentLine& line : document.lines) {
    lines.push_back(line_row(merchant_id, document.sale_id, line));
    for (const PromotionShare& share : line.discounts)
      discounts.push_back({merchant_id, document.sale_id, line.line_no, share.promotion_id, share.amount,
                           share.supplier, share.supplier_amount});
  }
  std::vector<db::Values> labels;
  if (document.frozen.lines)
    for (const FrozenLine& line : *document.frozen.lines)
      if (line.serial) labels.push_back({merchant_id, *line.serial, document.sale_id, line.line_no});
  for (const Tender& tender : document.tenders)
    tenders.push_back(tender_row(merchant_id, document.sale_id, tender, std::int64_t(tenders.size() + 1)));
  transaction.execute(sql::insert_sale, sale_row(merchant_id, document));
  transaction.batch(sql::insert_line, std::move(lines));
  if (!discounts.empty()) transaction.batch(sql::insert_discount, std::move(discounts));
  transaction.batch(sql::insert_tender, std::move(tenders));
  if (!labels.empty()) transaction.batch(sql::insert_label, std::move(labels));
}

Document document_head_from(const db::Rows::Row& row) {
  Document document;
  document.sale_id = row.id<SaleId>(0);
  document.kind = row.text(1) == "sale" ? SaleKind::sale : SaleKind::goods_return;
  document.original_sale_id = row.id_or_none<SaleId>(2);
  document.shop_id = row.id<ShopId>(3);
  document.till_id = row.id<TillId>(4);
  document.staff_id = row.id<StaffId>(5);
  document.member_id = row.id_or_none<MemberId>(6);
  document.number = row.text(7);
  document.sequence = row.integer(8);
  document.business_day = row.date(9);
  document.sold_at = row.instant(10);
  document.recorded_at = row.instant(11);
  document.catalog_version = row.integer(12);
  document.gross = row.money(13);
  document.discount = row.money(14);
  document.payable = row.money(15);
  document.tax = row.money(16);
  document.points = row.points(17);
  document.content_hash = row.bytes(18);
  document.price = row.text(19);
  document.returns = row.integer(21);
  document.points_spent = row.points(22);
  document.growth = row.integer(23);
  return document;
}

DocumentLine line_from(const db::Rows::Row& row, std::size_t at) {
  DocumentLine line;
  line.line_no = int(row.integer(at));
  line.product_id = row.id<ProductId>(at + 1);
  line.name = row.text(at + 2);
  line.unit_name = row.text(at + 3);
  if (!row.is_null(at + 4)) line.barcode = row.text(at + 4);
  line.quantity = row.quantity(at + 5);
  line.by_weight = row.boolean(at + 6);
  if (!row.is_null(at + 7)) line.label_amount = row.money(at + 7);
  line.unit_price = row.money(at + 8);
  line.gross = row.money(at + 9);
  line.discount = row.money(at + 10);
  line.net = row.money(at + 11);
  line.tax_rate = row.percent(at + 12);
  line.tax = row.money(at + 13);
  line.cost = row.money(at + 14);
  return line;
}

Tender tender_from(const db::Rows::Row& row, std::size_t at) {
  Tender tender;
  tender.amount = row.money(at);
  tender.tendered = row.money(at + 1);
  tender.change_given = row.money(at + 2);
  tender.kind = tender_kind_of(row.text(at + 3));
  if (tender.kind == TenderKind::cash) return tender;
  const auto part = [&](std::size_t column) {
    const Money amount = row.money(column);
    return amount.minor == 0 ? std::nullopt : std::optional(amount);
  };
  tender.card_id = row.id_or_none<CardId>(at + 4);
  tender.allowance_id = row.id_or_none<AllowanceId>(at + 5);
  tender.principal = part(at + 6);
  tender.bonus = part(at + 7);
  tender.shortage = part(at + 8);
  return tender;
}

std::optional<Document> find_document(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id) {
  const db::Rows sale = transaction.query(sql::find_document, {merchant_id, sale_id});
  if (sale.empty()) return std::nullopt;
  Document document = document_head_from(sale[0]);
  auto frozen = wire::from_json<FrozenFacts>(sale[0].text(20));
  HUIJI_CHECK(frozen);
  document.frozen = std::move(*frozen);
  for (const auto row : transaction.query(sql::lines_of_sale, {merchant_id, sale_id}))
    document.lines.push_back(line_from(row, 0));
  std::size_t at = 0;
  for (const auto row : transaction.query(sql::discounts_of_sale, {merchant_id, sale_id})) {
    while (at < document.lines.size() && document.lines[at].line_no < row.integer(0)) ++at;
    HUIJI_CHECK(at < document.lines.size() && document.lines[at].line_no == row.integer(0));
    document.lines[at].discounts.push_back({row.id<PromotionId>(1), row.money(2)});
  }
  for (const auto row : transaction.query(sql::tenders_of_sale, {merchant_id, sale_id}))
    document.tenders.push_back(tender_from(row, 0));
  return document;
}

std::int64_t next_sequence(db::Transaction& transaction, MerchantId merchant_id, TillId till_id) {
  return transaction.query(sql::last_sequence, {merchant_id, till_id})[0].integer(0) + 1;
}

std::vector<Returned> returned_of(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id) {
  std::vector<Returned> returned;
  for (const auto row : transaction.query(sql::returned_of_sale, {merchant_id, sale_id}))
    returned.push_back({int(row.integer(0)), row.quantity(1), row.money(2)});
  return returned;
}

bool count_return(db::Transaction& transaction, MerchantId merchant_id, SaleId sale_id,
                  std::int64_t returns_before) {
  return transaction.execute_counted(sql::count_return, {merchant_id, sale_id, returns_before}) == 1;
}

}  // namespace huiji::checkout
