#include "programs/huiji/first_shop.hpp"

#include "platform/crypto/content_hash.hpp"
#include "programs_sql.hpp"
#include "staff/staff_flow.hpp"
#include "staff/staff_store.hpp"

namespace huiji::program {

namespace sql = programs::sql;

static constexpr const char* kTimeZone = "Asia/Shanghai";
static constexpr int kPointsPerYuan = 1;
static constexpr int kPointsValidMonths = 12;
static constexpr const char* kDemoPassword = "huiji-demo";

std::optional<Merchant> first_merchant(db::Transaction& transaction) {
  const MerchantId first_real{uuid_v7(Instant{1}, {})};  // ids of replays carry the time zero
  const db::Rows rows = transaction.query(sql::first_merchant, {first_real});
  if (rows.empty()) return std::nullopt;
  return Merchant{rows[0].id<MerchantId>(0), rows[0].text(1)};
}

Uuid uuid_from_key(std::string_view key, Instant at) {
  const std::string hash = crypto::content_hash(key);
  std::array<std::uint8_t, 10> noise;
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<std::uint8_t>(hash[i]);
  return uuid_v7(at, noise);
}

MerchantId replay_merchant(std::string_view key) { return MerchantId{uuid_from_key(key, Instant{0})}; }

NewShop demo_shop() {
  using staff::Role;
  return {.merchant_name = "惠记示范商行",
          .shop_name = "惠记生活超市（示范店）",
          .address = "示范市和平路 1 号",
          .phone = "",
          .people = {{"owner", "王老板", Role::owner, kDemoPassword},
                     {"manager", "李店长", Role::manager, kDemoPassword},
                     {"cashier", "小张", Role::cashier, kDemoPassword}}};
}

// Letters and digits that are not mistaken for each other when somebody copies them from a screen.
static std::string random_password(Random& random) {
  static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";  // 31
  std::string password;
  while (password.size() < 14) {
    std::array<std::uint8_t, 1> byte;
    random.fill(byte);
    if (byte[0] < 248) password += kLetters[byte[0] % kLetters.size()];  // 248 = 8 x 31: no bias
    if (password.size() == 4 || password.size() == 9) password += '-';
  }
  return password;
}

NewShop empty_shop(Random& random) {
  return {.merchant_name = "我的超市",
          .shop_name = "我的超市",
          .address = "",
          .phone = "",
          .people = {{"owner", "老板", staff::Role::owner, random_password(random)}}};
}

OpenedShop open_shop(db::Store& store, Clock& clock, Random& random, crypto::Passwords& passwords,
                     const NewShop& shop) {
  const Instant now = clock.now();
  const OpenedShop opened{shop.merchant_id.value_or(random.new_id<MerchantId>(now)),
                          random.new_id<ShopId>(now)};
  std::vector<std::pair<staff::Person, std::string>> people;
  for (const NewPerson& person : shop.people)
    people.push_back({{.staff_id = random.new_id<StaffId>(now),
                       .login = person.login,
                       .name = person.name,
                       .role = person.role,
                       .state = staff::StaffState::active},
                      passwords.hash(person.password)});
  const auto done = store.write<Done>([&](db::Transaction& transaction) -> Result<Done> {
    transaction.execute(sql::insert_merchant, {opened.merchant_id, shop.merchant_name, kTimeZone, 0,
                                               kPointsPerYuan, kPointsValidMonths, now});
    transaction.execute(sql::insert_shop,
                        {opened.merchant_id, opened.shop_id, shop.shop_name, shop.address, shop.phone});
    for (const auto& [person, hash] : people)
      staff::create_person(transaction, opened.merchant_id, person, hash, now);
    return Done{};
  });
  HUIJI_CHECK(done);
  return opened;
}

std::vector<NewPerson> valid_logins(db::Store& store, crypto::Passwords& passwords, MerchantId merchant_id,
                                    const std::vector<NewPerson>& people) {
  std::vector<NewPerson> valid;
  for (const NewPerson& person : people) {
    const auto record = store.read<std::optional<staff::PersonRecord>>([&](db::Transaction& transaction) {
      return staff::find_login(transaction, merchant_id, person.login);
    });
    if (record && passwords.verify(record->password_hash, person.password)) valid.push_back(person);
  }
  return valid;
}

}  // namespace huiji::program
