#include "programs/huiji/demo.hpp"

#include "catalog/catalog_store.hpp"
#include "catalog/demo_catalog.hpp"
#include "checkout/consent.hpp"
#include "members/register_flow.hpp"
#include "programs/huiji/demo_promotions.hpp"
#include "programs/huiji/demo_value.hpp"
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

PromotionId demo_promotion_id(int number) { return PromotionId{demo_uuid(2, number)}; }

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

Result<Done> fill_promotions(db::Transaction& transaction, const Caller& caller,
                             const catalog::DemoCatalog& demo, Instant now) {
  int number = 0;
  for (const promotions::PromotionDraft& draft : demo_promotions(demo, kSeed, demo_promotion_id)) {
    const auto put = promotions::put_promotion(transaction, caller, demo_promotion_id(++number), draft, now);
    if (!put) return put.refusal();
  }
  // 抹零 to whole 角, as most shops do with cash.
  const promotions::PricingPolicy policy{1, pricing::RoundingRule{{10}, {"cash"}}};
  if (auto put = promotions::put_policy(transaction, caller, {0, policy}, now); !put) return put.refusal();
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
  // They have been members for a year: what they hold has a history.
  const Instant then{now.ms - 360 * kDay_ms};
  const members::Registrar registrar{keys, random, caller.merchant_id, caller.staff_id, then};
  for (int number = 1; number <= kMembers; ++number) {
    const auto done = members::register_member(transaction, registrar, MemberId{demo_uuid(3, number)},
                                               member(number, then));
    if (!done) return done.refusal();
  }
  return Done{};
}

DemoPeople demo_people(db::Transaction& transaction, const Caller& owner) {
  const auto person = [&](std::size_t place) {
    const auto found = staff::find_login(transaction, owner.merchant_id, demo_shop().people[place].login);
    return found ? found->person.staff_id : StaffId{};
  };
  DemoPeople people{owner, person(1), person(2), {}};
  for (int number = 1; number <= kMembers; ++number) people.members.push_back(MemberId{demo_uuid(3, number)});
  return people;
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
    if (auto done = fill_members(transaction, caller, keys, random, now); !done) return done;
    const wallet::Services services{store, clock, keys};
    return fill_value(transaction, services, random, demo_people(transaction, caller), now);
  });
  HUIJI_CHECK(filled);
}

}  // namespace huiji::program
