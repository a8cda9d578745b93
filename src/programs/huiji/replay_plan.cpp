#include "programs/huiji/replay_plan.hpp"

#include <charconv>
#include <deque>

namespace huiji::replay {

namespace {

constexpr std::size_t kMaxLines = 500;  // a sale's limit; larger invoices become several sales

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "2.55" -> 255, half up at the third decimal; a minus sign is kept.
std::optional<std::int64_t> to_minor(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const auto units = whole(text.substr(0, point));
  if (!units || *units < 0) return std::nullopt;
  std::string decimals(point == text.npos ? "" : text.substr(point + 1));
  for (char c : decimals)
    if (c < '0' || c > '9') return std::nullopt;
  decimals.resize(3, '0');
  const std::int64_t minor =
      *units * 100 + (decimals[0] - '0') * 10 + (decimals[1] - '0') + (decimals[2] >= '5');
  return negative ? -minor : minor;
}

// "2010-12-01 08:26:00" in the shop's zone.
std::optional<Instant> to_instant(std::string_view text, int utc_offset_minutes) {
  if (text.size() < 16) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = whole(text.substr(11, 2)), minute = whole(text.substr(14, 2));
  const auto second = text.size() >= 19 ? whole(text.substr(17, 2)) : std::optional<std::int64_t>(0);
  if (!date || !hour || !minute || !second) return std::nullopt;
  return Instant{date->days * kDay_ms + *hour * kHour_ms + (*minute - utc_offset_minutes) * kMinute_ms +
                 *second * kSecond_ms};
}

struct Row {
  std::string invoice, article, name, customer, day;
  std::int64_t quantity = 0, price = 0;
  Instant at;
};

// Which earlier sale still holds goods of a customer, article and price.
struct Held {
  std::string sale_key;
  std::int64_t left = 0;
};

class OnlineRetail {
 public:
  explicit OnlineRetail(int utc_offset_minutes) : utc_offset_minutes_(utc_offset_minutes) {}

  Result<Plan> run(const std::vector<std::vector<std::string>>& records) {
    if (records.empty()) return Refusal(bad_file, {{"row", "1"}, {"reason", "the file is empty"}});
    if (auto found = find_columns(records[0]); !found) return found.refusal();
    for (std::size_t i = 1; i < records.size(); ++i) {
      auto row = parse(records[i], i + 1);
      if (!row) return row.refusal();
      take(*row);
    }
    flush();
    return std::move(plan_);
  }

 private:
  Result<Done> find_columns(const std::vector<std::string>& heading) {
    const char* names[] = {"invoice",  "stock_code", "description", "quantity",
                           "datetime", "unit_price", "customer_id"};
    for (std::size_t k = 0; k < 7; ++k) {
      columns_[k] = heading.size();
      for (std::size_t c = 0; c < heading.size(); ++c)
        if (heading[c] == names[k]) columns_[k] = c;
      if (columns_[k] == heading.size())
        return Refusal(bad_file, {{"row", "1"}, {"reason", std::string("no column ") + names[k]}});
    }
    return Done{};
  }

  Result<Row> parse(const std::vector<std::string>& record, std::size_t number) {
    const auto wrong = [&](const char* reason) {
      return Refusal(bad_file, {{"row", std::to_string(number)}, {"reason", reason}});
    };
    for (std::size_t column : columns_)
      if (column >= record.size()) return wrong("too few columns");
    Row row;
    row.invoice = record[columns_[0]], row.article = record[columns_[1]], row.name = record[columns_[2]];
    row.customer = record[columns_[6]];
    const auto quantity = whole(record[columns_[3]]);
    const auto price = to_minor(record[columns_[5]]);
    const auto at = to_instant(record[columns_[4]], utc_offset_minutes_);
    if (!quantity) return wrong("the quantity is not a whole number");
    if (!price) return wrong("the price is not an amount");
    if (!at) return wrong("the time is not of the form 2010-12-01 08:26:00");
    if (row.article.empty()) return wrong("no stock code");
    row.quantity = *quantity, row.price = *price, row.at = *at;
    row.day = record[columns_[4]].substr(0, 10);
    return row;
  }

  void take(const Row& row) {
    ++plan_.rows;
    if (row.price < 0) return void(++plan_.left_out_negative);
    if (row.price == 0 || row.quantity == 0) return void(++plan_.left_out_free);
    const std::string code = row.article + "@" + std::to_string(row.price);
    PlannedProduct& product = plan_.products[code];
    product.code = code, product.price = row.price;
    if (product.name.empty()) product.name = row.name.empty() ? row.article : row.name;
    if (!row.customer.empty() && customers_.emplace(row.customer, true).second)
      plan_.customers.push_back(row.customer);
    PlannedDay& day = plan_.days[row.day];
    if (row.quantity > 0) {
      day.sold += row.price * row.quantity;
      sell(row, code);
    } else {
      day.returned += row.price * -row.quantity;
      take_back(row, code);
    }
  }

  void sell(const Row& row, const std::string& code) {
    if (open_invoice_ != row.invoice || open_day_ != row.day || open_.lines.size() >= kMaxLines) {
      flush();
      open_invoice_ = row.invoice, open_day_ = row.day;
      open_.key = row.invoice + "/" + row.day + "/" + std::to_string(++parts_[row.invoice]);
      open_.customer = row.customer, open_.at = row.at;
    }
    open_.lines.push_back({code, row.quantity});
    held_[row.customer + "|" + code].push_back({open_.key, row.quantity});
  }

  // The latest sales first: a customer brings back what he bought last.
  void take_back(const Row& row, const std::string& code) {
    std::int64_t need = -row.quantity;
    std::deque<Held>& held = held_[row.customer + "|" + code];
    while (need > 0 && !row.customer.empty() && !held.empty()) {
      const std::int64_t taken = std::min(need, held.back().left);
      add_return(row, held.back().sale_key, code, taken);
      need -= taken, held.back().left -= taken;
      if (held.back().left == 0) held.pop_back();
    }
    if (need > 0) add_return(row, "", code, need);
  }

  // All lines of an invoice that go back to the same sale are one return.
  void add_return(const Row& row, const std::string& sale_key, const std::string& code, std::int64_t pieces) {
    std::vector<PlannedReturn>& returns = plan_.days[row.day].returns;
    const std::string key = row.invoice + "/" + row.day + "/back/" + sale_key;
    for (auto at = returns.rbegin(); at != returns.rend() && at - returns.rbegin() < 1000; ++at)
      if (at->key == key && at->lines.size() < kMaxLines) return at->lines.push_back({code, pieces});
    const std::string part = std::to_string(++parts_[key]);
    returns.push_back({part == "1" ? key : key + "#" + part, sale_key, row.at, {{code, pieces}}});
  }

  void flush() {
    if (!open_.lines.empty()) plan_.days[open_day_].sales.push_back(std::move(open_));
    open_ = {};
  }

  int utc_offset_minutes_;
  std::size_t columns_[7] = {};
  Plan plan_;
  PlannedSale open_;
  std::string open_invoice_, open_day_;
  std::map<std::string, bool> customers_;
  std::map<std::string, int> parts_;
  std::map<std::string, std::deque<Held>> held_;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

Result<Plan> plan_online_retail(const std::vector<std::vector<std::string>>& records,
                                int utc_offset_minutes) {
  return OnlineRetail(utc_offset_minutes).run(records);
}

Result<Plan> plan_baskets(std::string_view text, const std::map<std::string, std::string>& item_names,
                          int utc_offset_minutes) {
  constexpr int kDays = 30;
  constexpr std::int64_t kPrice = 100;
  const Date first = from_civil({2010, 1, 1});
  Plan plan;
  const std::vector<std::string_view> lines = split(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto day_number = static_cast<std::int32_t>(i * kDays / lines.size());
    const Date date{first.days + day_number};
    // From ten in the morning, some seconds apart.
    const Instant at{date.days * kDay_ms + 10 * kHour_ms - utc_offset_minutes * kMinute_ms +
                     static_cast<std::int64_t>(i % 2000) * 15 * kSecond_ms};
    PlannedSale sale{"basket/" + std::to_string(i + 1), "", at, {}};
    std::string_view line = lines[i];
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    for (std::string_view item : split(line, ' ')) {
      if (!whole(item))
        return Refusal(bad_file, {{"row", std::to_string(i + 1)}, {"reason", "an item is not a number"}});
      const std::string code = "item-" + std::string(item);
      const auto name = item_names.find(std::string(item));
      plan.products[code] = {code, name == item_names.end() ? "商品 " + std::string(item) : name->second,
                             kPrice};
      sale.lines.push_back({code, 1});
    }
    ++plan.rows;
    if (sale.lines.empty()) continue;
    PlannedDay& day = plan.days[to_text(date)];
    day.sold += kPrice * static_cast<std::int64_t>(sale.lines.size());
    day.sales.push_back(std::move(sale));
  }
  return plan;
}

}  // namespace huiji::replay
