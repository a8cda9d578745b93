#include "programs/huiji/demo.hpp"

#include "catalog/catalog_store.hpp"
#include "catalog/demo_catalog.hpp"
#include "checkout/consent.hpp"
#include "members/register_flow.hpp"
#include "programs/huiji/goods.hpp"
#include "promotions/promotions_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::program {

namespace {

constexpr std::uint64_t kSeed = 1;
constexpr int kMembers = 48;

// Ids that are the same in every demo shop, so that a manual can name them.
Uuid demo_uuid(std::uint8_t kind, int number) {
  constexpr Instant opening_day{1'735'689'600'000};
  return uuid_v7(opening_day, {0xDE, 0x30, kind, 0, 0, 0, 0, 0, static_cast<std::uint8_t>(number >> 8),
                               static_cast<std::uint8_t>(number)});
}

void fill_goods(db::Transaction& transaction, const Caller& caller, catalog::DemoCatalog demo, Instant now) {
  const std::int64_t version = catalog::lock_catalog(transaction, caller.merchant_id) + 1;
  std::vector<catalog::CategoryChange> categories;
  for (const catalog::Category& category : demo.categories) categories.push_back({category, true});
  std::vector<catalog::OpeningStock> stock;
  for (catalog::Product& product : demo.products) {
    product.version = version;
    stock.push_back({product.product_id, product.stock});
  }
  catalog::save_categories(transaction, caller.merchant_id, categories, version);
  catalog::save_products(transaction, caller.merchant_id, demo.products, now);
  catalog::set_version(transaction, caller.merchant_id, version);
  opening_stock()(transaction, caller.merchant_id, caller.shop_id, ImportId{demo_uuid(1, 0)}, stock, now);
}

struct DemoPromotion {
  const char* kind;
  const char* name;
  const char* category;  // path, or
  const char* product;   // what the names of the products in scope hold
  const char* parameters;
  bool members_only = false;
  std::optional<int> from_minute = {};
};

constexpr DemoPromotion kPromotions[] = {
    {"special_price", "罐装可乐特价 1.99 元", nullptr, "可乐汽水330ml", R"({"price":199})"},
    {"percent_off", "会员日：个人护理 9 折", "个人护理", nullptr, R"({"off":1000})", true},
    {"percent_off", "晚八点后熟食面点 8 折", "熟食面点", nullptr, R"({"off":2000})", false, 20 * 60},
    {"nth_item_percent", "饼干第二件半价", "休闲食品/饼干", nullptr, R"({"nth":2,"off":5000})"},
    {"buy_m_get_n", "酸奶买二送一", "乳品/酸奶", nullptr, R"({"buy":2,"free":1})"},
    {"amount_off", "粮油满 99 减 10", "粮油", nullptr, R"({"threshold":9900,"off":1000,"every":false})"},
    {"amount_off", "清洁用品每满 50 减 5", "清洁用品", nullptr,
     R"({"threshold":5000,"off":500,"every":true})"},
};

promotions::PromotionDraft draft_of(const DemoPromotion& wanted, const catalog::DemoCatalog& demo) {
  promotions::PromotionDraft draft;
  draft.kind = wanted.kind;
  draft.name = wanted.name;
  draft.state = pricing::PromotionState::active;
  draft.members_only = wanted.members_only;
  if (wanted.category) draft.scope.categories = {catalog::demo_category_id(kSeed, wanted.category)};
  for (const catalog::Product& product : demo.products)
    if (wanted.product && product.name.find(wanted.product) != std::string::npos &&
        draft.scope.products.size() < 20)
      draft.scope.products.push_back(product.product_id);
  draft.schedule.from_minute = wanted.from_minute;
  if (wanted.from_minute) draft.schedule.to_minute = 24 * 60;
  draft.parameters.text = wanted.parameters;
  return draft;
}

Result<Done> fill_promotions(db::Transaction& transaction, const Caller& caller,
                             const catalog::DemoCatalog& demo, Instant now) {
  int number = 0;
  for (const DemoPromotion& wanted : kPromotions) {
    const PromotionId promotion_id{demo_uuid(2, ++number)};
    const auto put =
        promotions::put_promotion(transaction, caller, promotion_id, draft_of(wanted, demo), now);
    if (!put) return put.refusal();
  }
  return Done{};
}

// Numbers that no network hands out to people in this form: 138 0000 0001 and so on.
members::MemberRegistration member(int number, Instant now) {
  static constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨",
                                              "黄", "赵", "吴", "周", "单", "曾"};
  static constexpr const char* kGiven[] = {"秀英", "建国", "丽娟", "志强", "晓燕", "明",
                                           "桂兰", "海涛", "雅乐", "婷",   "子轩"};
  members::MemberRegistration registration;
  registration.phone = std::to_string(13'800'000'000 + number);
  if (number % 4 != 0) registration.name = std::string(kSurnames[number % 12]) + kGiven[number % 11];
  if (number % 3 == 0) registration.birthday = from_civil({1955 + number, 1 + number % 12, 1 + number % 28});
  registration.consent_version = checkout::kConsentVersion;
  registration.consent_at = now;
  return registration;
}

Result<Done> fill_members(db::Transaction& transaction, const Caller& caller, const crypto::Keys& keys,
                          Random& random, Instant now) {
  const members::Registrar registrar{keys, random, caller.merchant_id, caller.staff_id, now};
  for (int number = 1; number <= kMembers; ++number) {
    const auto done =
        members::register_member(transaction, registrar, MemberId{demo_uuid(3, number)}, member(number, now));
    if (!done) return done.refusal();
  }
  return Done{};
}

}  // namespace

void fill_demo(db::Store& store, Clock& clock, Random& random, const crypto::Keys& keys,
               const Merchant& merchant, std::size_t products) {
  const NewShop shop = demo_shop();
  if (merchant.name != shop.merchant_name) return;
  const Instant now = clock.now();
  Caller caller = command_caller(store, merchant);
  const auto version = store.read<std::int64_t>([&](db::Transaction& transaction) {
    const auto owner = staff::find_login(transaction, merchant.merchant_id, shop.people[0].login);
    caller.staff_id = owner ? owner->person.staff_id : StaffId{};
    return catalog::current_version(transaction, merchant.merchant_id);
  });
  if (version != 0) return;
  const catalog::DemoCatalog demo = catalog::demo_catalog(kSeed, products);
  const auto filled = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    fill_goods(transaction, caller, demo, now);
    if (auto done = fill_promotions(transaction, caller, demo, now); !done) return done;
    return fill_members(transaction, caller, keys, random, now);
  });
  HUIJI_CHECK(filled);
}

}  // namespace huiji::program
