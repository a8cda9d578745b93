#include "sales_history.hpp"

#include "catalog/catalog_store.hpp"
#include "checkout/load_store.hpp"
#include "checkout/look_store.hpp"
#include "checkout/settle.hpp"
#include "programs/huiji/demo.hpp"
#include "staff/staff_store.hpp"

namespace huiji::bench {

namespace {

constexpr std::int64_t kCommit = 250;  // sales in one commit
constexpr std::string_view kMembersText =
    "SELECT member_id FROM member WHERE merchant_id = $1 ORDER BY member_id";
constexpr db::Statement kMembers{"bench.members", kMembersText, kMembersText};
constexpr std::string_view kTillText =
    "INSERT INTO till (merchant_id, till_id, shop_id, name, number, secret_hash, state, enrolled_at, "
    "enrolled_by) "
    "SELECT $1, $2, $3, '1 号收银台', 1 + count(*), $4, 'enrolled', 0, $5 FROM till WHERE merchant_id = $1";
constexpr db::Statement kTill{"bench.till", kTillText, kTillText};
constexpr std::string_view kShopText = "SELECT shop_id FROM shop WHERE merchant_id = $1";
constexpr db::Statement kShop{"bench.shop", kShopText, kShopText};

}  // namespace

SalesHistory::SalesHistory(db::Store& store, crypto::Keys keys, int products)
    : store_(store), keys_(keys), products_wanted_(products) {
  store.migrate(system_clock().now().ms);
  auto merchant = store.read<std::optional<program::Merchant>>(program::first_merchant);
  if (!merchant) {
    crypto::Passwords passwords;
    const auto shop = program::demo_shop();
    const auto opened = program::open_shop(store, system_clock(), system_random(), passwords, shop);
    merchant = program::Merchant{opened.merchant_id, shop.merchant_name};
    program::fill_demo(store, system_clock(), system_random(), keys_, *merchant,
                       std::size_t(products_wanted_));
  }
  merchant_id_ = merchant->merchant_id;
  look_around();
}

void SalesHistory::look_around() {
  till_id_ = system_random().new_id<TillId>(system_clock().now());
  const auto done = store_.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    shop_id_ = transaction.query(kShop, {merchant_id_})[0].id<ShopId>(0);
    cashier_ =
        staff::find_login(transaction, merchant_id_, program::demo_shop().people[0].login)->person.staff_id;
    version_ = catalog::current_version(transaction, merchant_id_);
    products_.clear();
    for (const auto& product : catalog::all_products(transaction, merchant_id_, shop_id_)) {
      products_.push_back(product.product_id);
      by_weight_.push_back(product.unit_kind == catalog::UnitKind::weight);
    }
    for (const auto row : transaction.query(kMembers, {merchant_id_}))
      members_.push_back(row.id<MemberId>(0));
    transaction.execute(kTill, {merchant_id_, till_id_, shop_id_, db::Bytes{"-"}, cashier_});
    return Done{};
  });
  HUIJI_CHECK(done);
}

std::uint64_t SalesHistory::roll() {  // xorshift64
  dice_ ^= dice_ << 13, dice_ ^= dice_ >> 7, dice_ ^= dice_ << 17;
  return dice_;
}

// A few goods are sold much more often than most: the index is the square of an even one.
void SalesHistory::add_line(checkout::SaleRequest& request) {
  const std::uint64_t even = roll() % 10'000;
  const std::size_t i = even * even / 10'000 * products_.size() / 10'000;
  const std::int64_t amount = by_weight_[i] ? 150 + std::int64_t(roll() % 1500)
                                            : 1000 * (roll() % 4 > 0 ? 1 : 1 + std::int64_t(roll() % 4));
  request.lines.push_back({products_[i], Quantity{amount}, {}, {}});
}

checkout::SaleRequest SalesHistory::next_sale(Instant sold_at) {
  checkout::SaleRequest request;
  request.staff_id = cashier_;
  request.sequence = ++sequence_;
  request.number = "1-" + std::to_string(sequence_);
  request.sold_at = sold_at;
  request.catalog_version = version_;
  if (roll() % 5 < 2) request.member_id = members_[roll() % members_.size()];
  const std::uint64_t lines = 1 + roll() % 8 + (roll() % 4 == 0 ? roll() % 12 : 0);
  for (std::uint64_t i = 0; i < lines; ++i) add_line(request);
  return request;
}

void SalesHistory::sell(std::int64_t baskets, int days, const std::function<void(std::int64_t)>& tell) {
  const checkout::Services services{store_, system_clock(), facts_, rules_, keys_};
  const Caller caller{merchant_id_, shop_id_, {}, {}, till_id_, {}};
  const Instant now = system_clock().now();
  const std::int64_t step_ms = days * kDay_ms / baskets;
  for (std::int64_t done = 0; done < baskets;) {
    const std::int64_t until = std::min(baskets, done + kCommit);
    const auto committed = store_.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
      for (std::int64_t i = done; i < until; ++i) {
        const Instant sold_at = now + -(baskets - 1 - i) * step_ms;
        checkout::SaleRequest request = next_sale(sold_at);
        const SaleId sale_id = system_random().new_id<SaleId>(sold_at);
        const checkout::Look look =
            checkout::look(transaction, caller, checkout::heading_of(sale_id, request));
        auto loaded = checkout::load_sale(transaction, services, caller, look, request, request.sold_at);
        if (!loaded) return loaded.refusal();
        request.payable = pricing::price(checkout::basket_of(request, loaded->facts), *loaded->rules).payable;
        request.tenders = {{checkout::TenderKind::cash, request.payable, request.payable, {}}};
        const auto receipt = checkout::commit_sale(transaction, services, caller, sale_id, request, sold_at);
        if (!receipt) return receipt.refusal();
      }
      return Done{};
    });
    HUIJI_CHECK(committed);
    done = until;
    tell(done);
  }
}

}  // namespace huiji::bench
