#include "catalog/demo_catalog.hpp"

#include <map>
#include <unordered_set>

#include "catalog/barcode.hpp"
#include "catalog/cells.hpp"
#include "catalog/demo_goods.hpp"
#include "kernel/check.hpp"

namespace huiji::catalog {
namespace {

constexpr Instant kOpeningDay{1'735'689'600'000};  // 2025-01-01, in the ids
constexpr int kMemberPricePercent = 15;            // of the goods have one
constexpr int kRangePercent = 42;                  // of its possible range a brand really makes

// SplitMix64 (Steele, Lea, Flood 2014) of a seed and a text: everything about a product follows from its
// name, so that adding goods to the list changes no other product.
class Dice {
 public:
  Dice(std::uint64_t seed, std::string_view text) : state_(seed * 0x9E3779B97F4A7C15u) {
    for (char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::int64_t between(std::int64_t low, std::int64_t high) {  // both included
    return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }
  Uuid uuid() {
    std::array<std::uint8_t, 10> noise;
    for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(next());
    return uuid_v7(kOpeningDay, noise);
  }

 private:
  std::uint64_t state_;
};

std::string_view strip(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(separator);
    parts.push_back(strip(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

struct Size {
  std::string_view text;
  std::string_view unit;
  Money price;
};

// What the lines below a [category] have in common.
struct Section {
  std::string_view path;
  Percent tax;
  std::int64_t cost_percent = 70;
  std::string_view pool;
  bool fixed = false;
  std::int64_t case_pieces = 0;
};

struct Range {  // one line of branded goods
  Section section;
  std::vector<std::string_view> goods;
  std::vector<Size> sizes;
};
struct Single {  // one unbranded thing
  Section section;
  std::string_view name;
  std::string_view unit;
  Money price;
  bool weighed = false;
};

// The written list, taken apart.
struct Goods {
  std::map<std::string_view, std::vector<std::string_view>> pools;
  std::vector<Section> sections;
  std::vector<Range> ranges;
  std::vector<Single> singles;
};

Money price_of(std::string_view text) {
  const auto price = parse_yuan(text);
  HUIJI_CHECK(price && price->minor > 0);
  return *price;
}

Section read_section(std::string_view line) {
  Section section;
  const std::size_t end = line.find(']');
  section.path = line.substr(1, end - 1);
  for (std::string_view word : split(strip(line.substr(end + 1)), " ")) {
    const std::string_view value = word.substr(std::min(word.find('=') + 1, word.size()));
    if (word.starts_with("tax=")) section.tax = {*parse_decimal(value, 2)};
    if (word.starts_with("cost=")) section.cost_percent = *parse_decimal(value, 0);
    if (word.starts_with("brands=")) section.pool = value;
    if (word.starts_with("case=")) section.case_pieces = *parse_decimal(value, 0);
    if (word == "fixed") section.fixed = true;
  }
  return section;
}

void read_singles(Goods& goods, std::string_view line) {
  const bool weighed = line[0] == '~';
  for (std::string_view item : split(line.substr(1), ",")) {
    const std::size_t space = item.rfind(' ');
    const std::string_view name = item.substr(0, space);
    const std::size_t slash = name.find('/');
    goods.singles.push_back({goods.sections.back(), name.substr(0, slash),
                             weighed ? std::string_view("kg") : name.substr(slash + 1),
                             price_of(item.substr(space + 1)), weighed});
  }
}

void read_range(Goods& goods, std::string_view line) {
  const std::size_t colon = line.find(" : ");
  HUIJI_CHECK(colon != std::string_view::npos);
  Range range{goods.sections.back(), split(line.substr(0, colon), ","), {}};
  for (std::string_view item : split(line.substr(colon + 3), ",")) {
    const std::size_t space = item.rfind(' '), slash = item.find('/');
    range.sizes.push_back(
        {item.substr(0, slash), item.substr(slash + 1, space - slash - 1), price_of(item.substr(space + 1))});
  }
  goods.ranges.push_back(std::move(range));
}

Goods read_goods() {
  Goods goods;
  for (std::string_view line : split(kDemoGoods, "\n")) {
    if (line.empty()) continue;
    if (line.starts_with("brands ")) {
      const std::size_t colon = line.find(':');
      goods.pools[strip(line.substr(7, colon - 7))] = split(line.substr(colon + 1), ",");
    } else if (line[0] == '[') {
      goods.sections.push_back(read_section(line));
    } else if (line[0] == '~' || line[0] == '-') {
      read_singles(goods, line);
    } else {
      read_range(goods, line);
    }
  }
  return goods;
}

// Prices as they stand on shelf labels: under 5 yuan in 角, then ending in 9 or 8, from 100 on in whole yuan.
Money shelf_price(Money price) {
  const std::int64_t minor = std::max<std::int64_t>(price.minor, 50);
  if (minor < 500) return {(minor + 5) / 10 * 10};
  if (minor < 10000) return {(minor + 50) / 100 * 100 - 10};
  return {(minor + 50) / 100 * 100};
}

class Maker {
 public:
  Maker(std::uint64_t seed, Goods goods) : seed_(seed), goods_(std::move(goods)) {}

  DemoCatalog make(std::size_t least) {
    for (const Section& section : goods_.sections) add_category(section.path);
    for (const Single& single : goods_.singles) add_single(single);
    for (const Range& range : goods_.ranges)
      for (std::string_view brand : goods_.pools.at(range.section.pool)) add_range(range, std::string(brand));
    if (catalog_.products.size() < least) add_invented(least);
    return std::move(catalog_);
  }

 private:
  Dice dice(std::string_view kind, std::string_view text) const {
    return Dice(seed_, std::string(kind) + ":" + std::string(text));
  }

  CategoryId add_category(std::string_view path) {
    const CategoryId category_id = demo_category_id(seed_, path);
    if (!categories_.insert(category_id).second) return category_id;
    const std::size_t slash = path.rfind('/');
    std::optional<CategoryId> parent;
    if (slash != std::string_view::npos) parent = add_category(path.substr(0, slash));
    catalog_.categories.push_back({category_id, parent,
                                   std::string(path.substr(slash == path.npos ? 0 : slash + 1)),
                                   static_cast<int>(catalog_.categories.size()) + 1});
    return category_id;
  }

  Product start(const Section& section, std::string name, Dice& dice) {
    Product product;
    product.product_id = ProductId{dice.uuid()};
    product.name = std::move(name);
    product.category_id = demo_category_id(seed_, section.path);
    product.tax_rate = section.tax;
    product.discountable = !section.fixed;
    return product;
  }

  void set_prices(Product& product, const Section& section, Money price, Dice& dice) {
    product.price = price;
    const std::int64_t percent = section.cost_percent + dice.between(-4, 4);
    product.cost = scale(price, Percent{std::min<std::int64_t>(percent, 95) * 100}, Rounding::half_up);
    if (section.fixed || !dice.chance(kMemberPricePercent) || price.minor < 200) return;
    const Money member_price = scale(price, Percent{dice.between(88, 96) * 100}, Rounding::down);
    product.member_price = Money{member_price.minor / 10 * 10};
  }

  void add_single(const Single& single) {
    Dice dice = this->dice("single", single.name);
    Product product = start(single.section, std::string(single.name), dice);
    product.spec = single.weighed ? "散装称重" : "现制";
    product.unit_kind = single.weighed ? UnitKind::weight : UnitKind::piece;
    product.unit_name = std::string(single.unit);
    product.code = (single.weighed ? "1" : "2") + digits(++singles_, 4);
    set_prices(product, single.section, single.price, dice);
    product.stock = single.weighed ? Quantity{dice.between(40, 600) * 100} : pieces(dice.between(10, 60));
    catalog_.products.push_back(std::move(product));
  }

  void add_range(const Range& range, const std::string& brand) {
    const std::int64_t brand_level = dice("level", brand).between(92, 116);  // some brands cost more
    for (std::string_view goods : range.goods) {
      const std::string made = brand + std::string(goods);
      const std::int64_t level = brand_level * dice("goods", goods).between(94, 108);
      for (const Size& size : range.sizes) {
        const bool just_one = size.text == "1" + std::string(size.unit);  // nobody writes "雨衣1件"
        const std::string name = made + (just_one ? "" : std::string(size.text));
        Dice dice = this->dice("product", name);
        if (dice.chance(kRangePercent)) add_branded(range, size, brand, name, level, dice);
      }
    }
  }

  void add_branded(const Range& range, const Size& size, const std::string& brand, const std::string& name,
                   std::int64_t level, Dice& dice) {
    if (!names_.insert(name).second) return;
    Product product = start(range.section, name, dice);
    product.spec = std::string(size.text);
    product.unit_name = std::string(size.unit);
    product.code = digits(100000 + ++branded_, 6);
    set_prices(product, range.section, shelf_price(Money{size.price.minor * level / 10000}), dice);
    const std::string body = next_body(brand);
    product.barcodes = {{body + check_digit(body), pieces(1)}};
    if (range.section.case_pieces > 0 && product.price.minor < 1500 && dice.chance(40)) {
      const std::string outer = "1" + body;
      product.barcodes.push_back({outer + check_digit(outer), pieces(range.section.case_pieces)});
    }
    product.stock = pieces(dice.between(4, std::clamp<std::int64_t>(60000 / product.price.minor, 8, 180)));
    catalog_.products.push_back(std::move(product));
  }

  // 69x and a company's number of five digits, then its articles in order: nine and twelve digits in all.
  std::string next_body(const std::string& brand) {
    std::int64_t& articles = articles_[brand];
    const std::int64_t number = articles++;
    const std::string key = brand + (number < 10000 ? "" : digits(number / 10000, 2));
    auto company = companies_.find(key);
    while (company == companies_.end()) {
      Dice dice = this->dice("company", key + digits(static_cast<std::int64_t>(taken_.size()), 1));
      const std::string prefix = "69" + digits(dice.between(0, 7), 1) + digits(dice.between(0, 99999), 5);
      if (taken_.insert(prefix).second) company = companies_.emplace(key, prefix).first;
    }
    return company->second + digits(number % 10000, 4);
  }

  // Two characters that shops like in a name: 40 x 40 brands, each making every range a little.
  void add_invented(std::size_t least) {
    static constexpr std::string_view kFirst =
        "嘉禾裕丰祥和瑞康源鑫泰华盛隆宏达恒兴永昌顺福乐悦佳美优尚雅品诚信德惠润泽清晨阳明";
    static constexpr std::string_view kSecond =
        "园坊庄源记里屋居苑谷田村山河江湖海林泉溪岭原野乡城堂阁轩斋铺号行洲岛湾港峰川桥塘";
    for (std::int64_t brand = 0; catalog_.products.size() < least; ++brand) {
      HUIJI_CHECK(brand < 40 * 40);
      const std::size_t first = static_cast<std::size_t>(brand % 40) * 3,
                        second = static_cast<std::size_t>(brand / 40 + brand) % 40 * 3;
      const std::string name =
          std::string(kFirst.substr(first, 3)) + std::string(kSecond.substr(second, 3)) + "牌";
      for (const Range& range : goods_.ranges) add_range(range, name);
    }
    catalog_.products.resize(least);
  }

  static std::string digits(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.size() < width ? std::string(width - text.size(), '0') + text : text;
  }

  std::uint64_t seed_;
  Goods goods_;
  DemoCatalog catalog_;
  std::unordered_set<CategoryId> categories_;
  std::unordered_set<std::string> names_, taken_;
  std::map<std::string, std::string> companies_;
  std::map<std::string, std::int64_t> articles_;
  std::int64_t singles_ = 0, branded_ = 0;
};

}  // namespace

CategoryId demo_category_id(std::uint64_t seed, std::string_view path) {
  return CategoryId{Dice(seed, "category:" + std::string(path)).uuid()};
}

DemoCatalog demo_catalog(std::uint64_t seed, std::size_t least) {
  return Maker(seed, read_goods()).make(least);
}

}  // namespace huiji::catalog
