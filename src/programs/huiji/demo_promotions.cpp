#include "programs/huiji/demo_promotions.hpp"

#include "kernel/check.hpp"

namespace huiji::program {

namespace {

constexpr std::size_t kMostProducts = 20;

struct Row {
  const char* kind;
  const char* name;
  const char* categories;  // paths with a space between, or
  const char* product;     // what the names of the products in scope hold, and after a slash their unit
  const char* parameters;  // @goods(words) stands for products whose names hold them, @promotion(n) for an id
  bool members_only = false;
  bool by_coupon = false;
  int from_hour = 0;        // until midnight; 0: all day
  int weekday = 0;          // 0: every day
  int exclusive_group = 0;  // 0: none
  int per_member_day = 0;   // 0: no limit
  const char* funder = "";  // a supplier who pays half
};

constexpr const char* kFood =
    "粮油 调味品 饮料 冲饮 乳品 休闲食品 方便速食 冷冻食品 蔬菜 水果 肉禽蛋 水产 熟食面点 散装食品";

constexpr Row kRows[] = {
    {"special_price", "罐装可乐特价 1.99 元", "", "可乐汽水330ml", R"({"price":199})"},
    {.kind = "percent_off",
     .name = "会员日：个人护理 9 折",
     .categories = "个人护理",
     .product = "",
     .parameters = R"({"off":1000})",
     .members_only = true},
    {.kind = "percent_off",
     .name = "晚八点后熟食面点 8 折",
     .categories = "熟食面点",
     .product = "",
     .parameters = R"({"off":2000})",
     .from_hour = 20},
    {"nth_item_percent", "饼干第二件半价", "休闲食品/饼干", "", R"({"nth":2,"off":5000})"},
    {"buy_m_get_n", "酸奶买二送一", "乳品/酸奶", "", R"({"buy":2,"free":1})"},
    {"amount_off", "粮油满 99 减 10", "粮油", "", R"({"threshold":9900,"off":1000,"every":false})"},
    {"amount_off", "清洁用品每满 50 减 5", "清洁用品", "", R"({"threshold":5000,"off":500,"every":true})"},
    // Of the two for snacks one applies: they are of one group.
    {.kind = "tiered_amount_off",
     .name = "休闲食品满 39 减 5、满 69 减 12",
     .categories = "休闲食品",
     .product = "",
     .parameters = R"({"rows":[{"threshold":3900,"off":500},{"threshold":6900,"off":1200}]})",
     .exclusive_group = 1},
    {.kind = "percent_above",
     .name = "零食饮料满 100 打 9 折",
     .categories = "休闲食品 饮料",
     .product = "",
     .parameters = R"({"rows":[{"threshold":10000,"off":1000}]})",
     .exclusive_group = 1},
    {"bundle", "早餐组合：鲜奶加糕点 85 折", "乳品/鲜奶 休闲食品/糕点", "",
     R"({"rows":[{"goods":@category(乳品/鲜奶),"count":1},{"goods":@category(休闲食品/糕点),"count":1}],"mode":"percent","off":1500})"},
    {.kind = "voucher",
     .name = "8 元食品券（每满 50 元用一张）",
     .categories = kFood,
     .product = "",
     .parameters = R"({"value":800,"per":5000})",
     .by_coupon = true},
    {.kind = "exchange",
     .name = "鸡蛋兑换券（富硒鲜鸡蛋一盒）",
     .categories = "",
     .product = "富硒鲜鸡蛋",
     .parameters = R"({"price":0})",
     .by_coupon = true},
    {"add_on", "食品满 59，加 9.9 元换购毛巾一条", kFood, "",
     R"({"threshold":5900,"every":false,"goods":@goods(纯棉毛巾/条),"price":990,"count":1})"},
    {"gift", "纸尿裤买两件，送儿童毛巾一条", "母婴/纸尿裤", "",
     R"({"threshold":0,"min_units":2,"every":false,"goods":@goods(儿童毛巾/条),"count":1})"},
    {.kind = "n_for_price",
     .name = "桶面任选 3 桶 12 元",
     .categories = "",
     .product = "面110g",
     .parameters = R"({"count":3,"price":1200})",
     .funder = "面小灶食品"},
    {.kind = "unit_amount_off",
     .name = "会员价：谷物鲜鸡蛋直降 2 元",
     .categories = "",
     .product = "谷物鲜鸡蛋",
     .parameters = R"({"amount":200})",
     .members_only = true},
    {"evening_markdown", "叶菜晚七点 8 折、八点半 6 折", "蔬菜/叶菜", "",
     R"({"rows":[{"from_minute":1140,"off":2000},{"from_minute":1230,"off":4000}]})"},
    {"expiry_markdown", "鲜奶临期：三天内 8 折，最后一天半价", "乳品/鲜奶", "",
     R"({"rows":[{"days_left":3,"off":2000},{"days_left":0,"off":5000}]})"},
    {.kind = "points_multiple",
     .name = "周三会员日：食品双倍积分",
     .categories = kFood,
     .product = "",
     .parameters = R"({"multiple":200,"birthday":false})",
     .members_only = true,
     .weekday = 3},
    {.kind = "green_bonus",
     .name = "自带购物袋送 10 积分",
     .categories = kFood,
     .product = "",
     .parameters = R"({"event":"own_bag","points":10})",
     .members_only = true,
     .per_member_day = 1},
    {.kind = "coupon_back",
     .name = "食品满 100 返 8 元食品券",
     .categories = kFood,
     .product = "",
     .parameters = R"({"threshold":10000,"every":false,"coupon":@promotion(11),"count":1})",
     .members_only = true},
};

std::vector<ProductId> products_like(const catalog::DemoCatalog& demo, std::string_view words) {
  const std::size_t slash = std::min(words.find('/'), words.size());
  const std::string_view name = words.substr(0, slash);
  const std::string_view unit = words.substr(std::min(slash + 1, words.size()));
  std::vector<ProductId> found;
  for (const catalog::Product& product : demo.products)
    if (found.size() < kMostProducts && product.name.find(name) != std::string::npos &&
        (unit.empty() || product.unit_name == unit))
      found.push_back(product.product_id);
  HUIJI_CHECK(!found.empty());  // the demo's goods changed
  return found;
}

std::string list_of(const std::vector<ProductId>& products) {
  std::string text;
  for (const ProductId& id : products) text += (text.empty() ? "\"" : ",\"") + id.text() + "\"";
  return "[" + text + "]";
}

std::string stands_for(std::string_view word, const std::string& what, const catalog::DemoCatalog& demo,
                       std::uint64_t seed, PromotionId (*id_of)(int)) {
  if (word == "promotion") return "\"" + id_of(std::stoi(what)).text() + "\"";
  if (word == "goods") return R"({"products":)" + list_of(products_like(demo, what)) + R"(,"categories":[]})";
  HUIJI_CHECK(word == "category");
  return R"({"products":[],"categories":[")" + catalog::demo_category_id(seed, what).text() + R"("]})";
}

std::string filled(std::string text, const catalog::DemoCatalog& demo, std::uint64_t seed,
                   PromotionId (*id_of)(int)) {
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
    const std::size_t open = text.find('(', at);
    const std::size_t close = text.find(')', open);
    const std::string word = text.substr(at + 1, open - at - 1);
    const std::string what = text.substr(open + 1, close - open - 1);
    text.replace(at, close + 1 - at, stands_for(word, what, demo, seed, id_of));
  }
  return text;
}

void add_scope(const Row& row, const catalog::DemoCatalog& demo, std::uint64_t seed, pricing::Scope& scope) {
  std::string_view left = row.categories;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(' '), left.size());
    scope.categories.push_back(catalog::demo_category_id(seed, left.substr(0, end)));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  if (*row.product) scope.products = products_like(demo, row.product);
}

promotions::PromotionDraft draft_of(const Row& row, const catalog::DemoCatalog& demo, std::uint64_t seed,
                                    PromotionId (*id_of)(int)) {
  promotions::PromotionDraft draft;
  draft.kind = row.kind;
  draft.name = row.name;
  draft.state = pricing::PromotionState::active;
  draft.members_only = row.members_only;
  add_scope(row, demo, seed, draft.scope);
  if (row.from_hour) {
    draft.schedule.from_minute = row.from_hour * 60;
    draft.schedule.to_minute = 24 * 60;
  }
  if (row.weekday) draft.schedule.weekdays = {row.weekday};
  draft.parameters.text = filled(row.parameters, demo, seed, id_of);
  if (row.by_coupon || row.exclusive_group) {
    draft.terms.emplace();
    draft.terms->by_coupon = row.by_coupon;
    if (row.exclusive_group) draft.terms->exclusive_group = row.exclusive_group;
  }
  if (row.per_member_day) {
    draft.limits.emplace();
    draft.limits->per_member_day = row.per_member_day;
  }
  if (*row.funder) draft.funder = pricing::Funder{pricing::FunderKind::supplier, row.funder, {5000}};
  return draft;
}

}  // namespace

std::vector<promotions::PromotionDraft> demo_promotions(const catalog::DemoCatalog& demo, std::uint64_t seed,
                                                        PromotionId (*id_of)(int)) {
  std::vector<promotions::PromotionDraft> drafts;
  for (const Row& row : kRows) drafts.push_back(draft_of(row, demo, seed, id_of));
  return drafts;
}

}  // namespace huiji::program
