#include "insight/laboratory_store.hpp"

#include <algorithm>

#include "checkout/claims.hpp"
#include "checkout/document.hpp"
#include "insight/booked_price.hpp"
#include "insight_sql.hpp"
#include "promotions/engine/rule_book.hpp"
#include "wire/json.hpp"

namespace huiji::insight {

using Row = db::Rows::Row;

// A product as of the catalogue version asked for last. Sales come in order, so that most ask for the same.
struct BasketReader::Product {
  std::int64_t version = -1;
  bool known = false;
  bool concerned = false;  // the draft's lists name it
  pricing::BasketLine line;
  std::string name;
};

std::int64_t count_baskets(db::Transaction& transaction, MerchantId merchant_id, Period period) {
  return transaction.query(sql::laboratory_count, {merchant_id, period.from, period.to})[0].integer(0);
}

static pricing::CompiledRules compiled(const pricing::Rules& rules) {
  auto compiled = pricing::compile(rules);
  HUIJI_CHECK(compiled);  // the draft was checked, the rest is in force
  return *std::move(compiled);
}

BasketReader::BasketReader(catalog::FactsCache& facts, promotions::RulesCache& rules, MerchantId merchant_id,
                           Period period, const pricing::Promotion& draft)
    : facts_(facts),
      rules_cache_(rules),
      merchant_id_(merchant_id),
      period_(period),
      draft_(draft),
      draft_alone_(draft_alone(draft)),
      cursor_{period.from, INT64_MIN, {}} {}

BasketReader::~BasketReader() = default;

// Old baskets are overwritten, not destroyed.
StoredBasket& BasketReader::place(std::size_t i) {
  if (i >= page_.size()) page_.emplace_back();
  return page_[i];
}

std::span<StoredBasket> BasketReader::read(db::Transaction& transaction) {
  const Cursor before = cursor_;
  used_ = 0;
  unreadable_ = 0;
  versions_.clear();
  frozen_lines_.clear();
  const db::Rows rows = transaction.query(sql::laboratory_sales, {merchant_id_, before.day, period_.to,
                                                                  before.recorded_at, before.sale_id, kPage});
  for (const auto row : rows) {
    cursor_ = {row.date(5), row.integer(7), row.id<SaleId>(0)};
    if (row.text(1) != "sale") continue;
    if (head(transaction, row, place(used_))) {
      ++used_;
    } else {
      ++unreadable_;
    }
  }
  done_ = int(rows.size()) < kPage;
  if (used_ > 0) read_lines(transaction, before);
  return {page_.data(), used_};
}

bool BasketReader::head(db::Transaction& transaction, const Row& row, StoredBasket& stored) {
  const std::int64_t version = row.integer(8);
  auto frozen = wire::from_json<checkout::FrozenFacts>(row.text(10));
  stored.rules = frozen ? rules(transaction, version) : nullptr;
  if (!stored.rules) return false;
  versions_.push_back(version);
  keep_lines(*frozen);
  stored.sale_id = row.id<SaleId>(0);
  stored.number = row.text(4);
  stored.business_day = row.date(5);
  stored.payable = row.money(9);
  stored.booked = booked_price(row.text(13), stored.rules->own.version());
  if (stored.booked) stored.booked->gross = row.money(11), stored.booked->discount = row.money(12);
  stored.concerned = false;
  stored.lines.clear();
  set_facts(row, *frozen, stored.basket);
  // A till names its shop when a promotion asks for it; the draft may be the first that does.
  if (!stored.rules->asks_shop && !stored.basket.shop_id) stored.basket.shop_id = row.id<ShopId>(2);
  return true;
}

void BasketReader::keep_lines(checkout::FrozenFacts& frozen) {
  frozen_lines_.emplace_back();
  if (frozen.lines) frozen_lines_.back() = std::move(*frozen.lines);
}

// Everything but the lines, as checkout::basket_of sets it; the lines keep their memory.
void BasketReader::set_facts(const Row& row, const checkout::FrozenFacts& frozen, pricing::Basket& basket) {
  auto lines = std::move(basket.lines);
  basket = {};
  basket.lines = std::move(lines);
  basket.priced_at = row.instant(6);
  basket.utc_offset_minutes = frozen.utc_offset_minutes;
  if (const auto member_id = row.id_or_none<MemberId>(3))
    basket.member = pricing::MemberFacts{*member_id, frozen.member_tier.value_or("")};
  if (frozen.facts) checkout::add_claims(*frozen.facts, basket);
}

// What decided a line's price and stands in no column; lines are named by their number.
static void add_frozen(const checkout::FrozenLine& frozen, pricing::Basket& basket) {
  const std::size_t i = std::size_t(frozen.line_no) - 1;
  if (frozen.line_no < 1 || i >= basket.lines.size()) return;
  pricing::BasketLine& line = basket.lines[i];
  line.best_before = frozen.best_before;
  line.markdown_price = frozen.markdown_price;
  line.manual_price = frozen.manual_price;
}

// The lines come in the page's order; those of returns and of left-out sales are passed over.
void BasketReader::read_lines(db::Transaction& transaction, const Cursor& before) {
  const db::Rows rows =
      transaction.query(sql::laboratory_lines, {merchant_id_, before.day, before.recorded_at, before.sale_id,
                                                cursor_.day, cursor_.recorded_at, cursor_.sale_id});
  std::size_t at = 0, kept = 0;
  auto row = rows.begin();
  for (; at < used_; ++at) {
    StoredBasket& stored = page_[at];
    while (row != rows.end() && (*row).id<SaleId>(0) != stored.sale_id) ++row;
    bool readable = true;
    for (; row != rows.end() && (*row).id<SaleId>(0) == stored.sale_id; ++row)
      readable = readable && line(transaction, *row, stored, versions_[at]);
    stored.basket.lines.resize(stored.lines.size());
    for (const checkout::FrozenLine& frozen : frozen_lines_[at]) add_frozen(frozen, stored.basket);
    if (!readable || !pricing::check_basket(stored.basket)) {
      ++unreadable_;
      continue;
    }
    if (kept != at) std::swap(page_[kept], page_[at]);
    ++kept;
  }
  used_ = kept;
}

bool BasketReader::line(db::Transaction& transaction, const Row& row, StoredBasket& stored,
                        std::int64_t version) {
  const Product* product = this->product(transaction, row.id<ProductId>(1), version);
  if (!product) return false;
  auto& lines = stored.basket.lines;
  const std::size_t i = stored.lines.size();
  if (i >= lines.size()) lines.emplace_back();
  lines[i] = product->line;
  lines[i].line = std::to_string(i + 1);
  lines[i].quantity = row.quantity(2);
  if (!row.is_null(3)) lines[i].label_amount = row.money(3);
  stored.lines.push_back({row.money(4), row.money(5), &product->name});
  stored.concerned = stored.concerned || product->concerned;
  return true;
}

static pricing::BasketLine line_of(const catalog::ProductFacts& facts) {
  pricing::BasketLine line;
  line.product_id = facts.product_id;
  line.by_weight = facts.unit_kind == catalog::UnitKind::weight;
  line.unit_price = facts.price;
  line.member_price = facts.member_price;
  line.tax_rate = facts.tax_rate;
  line.discountable = facts.discountable;
  line.categories = facts.categories;
  return line;
}

const BasketReader::Product* BasketReader::product(db::Transaction& transaction, ProductId product_id,
                                                   std::int64_t version) {
  auto& known = products_[product_id];
  if (!known) known = std::make_unique<Product>();
  if (known->version == version) return known->known ? known.get() : nullptr;
  auto facts = facts_.facts_at(transaction, merchant_id_, std::span(&product_id, 1), version);
  known->version = version;
  known->known = facts && (*facts)[0];
  if (!known->known) return nullptr;
  known->line = line_of(*(*facts)[0]);
  known->name = std::move((*facts)[0]->name);
  known->concerned = false;
  draft_alone_.book().candidates(known->line, [&](int) { known->concerned = true; });
  return known.get();
}

const ReplayRules* BasketReader::rules(db::Transaction& transaction, std::int64_t version) {
  const auto own = rules_cache_.rules_at(transaction, merchant_id_, version);
  if (!own) return nullptr;
  auto& pair = rules_[own->version()];
  if (pair) return pair.get();
  const auto plain = promotions::rules_at(transaction, merchant_id_, own->version());
  if (!plain) return nullptr;
  const auto any = [&](auto which) {
    return std::any_of(plain->promotions.begin(), plain->promotions.end(), which);
  };
  const bool replaces =
      any([&](const pricing::Promotion& own) { return own.promotion_id == draft_.promotion_id; });
  const bool asks_shop =
      any([](const pricing::Promotion& own) { return own.audience && !own.audience->shops.empty(); });
  pair = std::make_unique<ReplayRules>(
      ReplayRules{*own, compiled(with_draft(*plain, draft_)), replaces, asks_shop});
  return pair.get();
}

}  // namespace huiji::insight
