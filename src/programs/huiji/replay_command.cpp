// huiji replay: published baskets become sales through the whole API, day by day, then every day is compared
// with the data and every book is proven. The ids are made from the data, so that running the same files
// again on the same database finds everything there and changes nothing.
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "catalog/sheet.hpp"
#include "checkout/verify_store.hpp"
#include "platform/crypto/content_hash.hpp"
#include "pricing/pricing.hpp"
#include "programs/huiji/api_client.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/program_errors.hpp"
#include "programs/huiji/replay_plan.hpp"
#include "staff/staff_store.hpp"

namespace huiji::program {

namespace {

constexpr int kTills = 8;
constexpr const char* kLogin = "replay";
constexpr std::size_t kMaxFileBytes = std::size_t{1} << 30;

// Stands at the end of the day that is being replayed: the documents arrive on the day they were made.
class ReplayClock : public Clock {
 public:
  Instant now() override { return {now_ms_.load()}; }
  void set(Instant at) { now_ms_ = at.ms; }

 private:
  std::atomic<std::int64_t> now_ms_{0};
};

// Plain or gzip, whole.
std::optional<std::string> read_whole(const std::string& path) {
  gzFile file = gzopen(path.c_str(), "rb");
  if (!file) return std::nullopt;
  std::string text;
  char chunk[1 << 16];
  int count;
  while ((count = gzread(file, chunk, sizeof chunk)) > 0 && text.size() < kMaxFileBytes)
    text.append(chunk, static_cast<std::size_t>(count));
  gzclose(file);
  if (count < 0) return std::nullopt;
  return text;
}

template <class IdType>
IdType id_from(const std::string& key, Instant at) {
  return IdType{uuid_from_key(key, at)};
}

struct Till {
  TillId id;
  std::string token;
  std::int64_t sequence = 0;
  int number = 0;
};

struct Totals {
  std::atomic<std::int64_t> sales{0}, returns{0}, without_receipt{0};
};

class Replay {
 public:
  Replay(const OpenedStore& opened, MerchantId merchant_id, const std::string& format,
         const std::string& file_key, replay::Plan plan)
      : opened_(opened),
        format_(format),
        file_key_(file_key),
        plan_(std::move(plan)),
        app_({*opened.store,
              clock_,
              system_random(),
              opened.keys,
              merchant_id,
              {},
              crypto::PasswordCost::cheap()}) {}

  int run();

 private:
  void prepare();
  void enrol_tills(ApiClient& api);
  void import_products(ApiClient& api);
  void register_members();
  void send_day(const replay::PlannedDay& day);
  void sell(ApiClient& api, Till& till, const replay::PlannedSale& sale);
  void take_back(ApiClient& api, Till& till, const replay::PlannedReturn& back);
  void take_back_without_receipt(ApiClient& api, Till& till, const replay::PlannedReturn& back);
  bool compare_days();
  bool prove_books();
  template <class Documents, class Send>
  void send_all(const Documents& documents, int tills, Send send);
  const catalog::TillProduct& product(const std::string& code) const { return *products_.at(code); }
  SaleId sale_id(const std::string& key, Instant at) const {
    return id_from<SaleId>(file_key_ + "|" + key, at);
  }

  const OpenedStore& opened_;
  std::string format_, file_key_;
  replay::Plan plan_;
  ReplayClock clock_;
  App app_;
  StaffId staff_id_;
  std::vector<Till> tills_;
  checkout::Snapshot snapshot_;
  std::map<std::string, const catalog::TillProduct*> products_;
  std::map<std::string, MemberId> members_;
  std::map<std::string, Instant> sold_at_;  // by document key
  pricing::CompiledRules rules_;
  Totals totals_;
  std::string bearer_;
};

// Only this database's keys lead to it; nobody learns it.
std::string replay_password(const crypto::Keys& keys) {
  const std::string key(reinterpret_cast<const char*>(keys.token.data()), keys.token.size());
  return crypto::to_hex(crypto::content_hash("replay|" + key));
}

void Replay::prepare() {
  const Date first = *parse_date(plan_.days.begin()->first);
  clock_.set({first.days * kDay_ms - 8 * kHour_ms});
  ApiClient api(app_);
  staff_id_ = api.log_in(kLogin, replay_password(opened_.keys)).person.staff_id;
  import_products(api);
  enrol_tills(api);
  register_members();
  bearer_ = api.bearer();
  snapshot_ = api.get<checkout::Snapshot>("/v1/snapshot?since=0");
  for (const catalog::TillProduct& product : snapshot_.products) products_[product.code] = &product;
  if (snapshot_.rules) {
    auto rules = pricing::compile(*snapshot_.rules);
    HUIJI_CHECK(rules);
    rules_ = std::move(*rules);
  }
}

void Replay::enrol_tills(ApiClient& api) {
  for (int i = 0; i < kTills; ++i) {
    const std::string name = format_ + " " + std::to_string(i + 1);
    const auto id = id_from<TillId>(file_key_ + "|till|" + std::to_string(i), clock_.now());
    const auto enrolled = api.put<staff::EnrolledTill>("/v1/tills/" + id.text(), staff::TillEnrolment{name});
    tills_.push_back({id, enrolled.device_token, 0, enrolled.till.number});
  }
}

std::string csv_field(std::string text) {
  for (std::size_t at = 0; (at = text.find('"', at)) != text.npos; at += 2) text.insert(at, 1, '"');
  return '"' + text + '"';
}

// In parts, since an import is one transaction.
void Replay::import_products(ApiClient& api) {
  constexpr std::size_t kPart = 5000;
  auto at = plan_.products.begin();
  for (std::size_t part = 0; at != plan_.products.end(); ++part) {
    std::string csv = "货号,品名,规格,分类,单位,售价,进价,税率\n";
    for (std::size_t i = 0; i < kPart && at != plan_.products.end(); ++i, ++at) {
      const replay::PlannedProduct& product = at->second;
      const std::string cents = std::to_string(100 + product.price % 100).substr(1);
      csv += csv_field(product.code) + "," + csv_field(product.name) + ",," + csv_field(format_) + ",件," +
             std::to_string(product.price / 100) + "." + cents + ",0,13\n";
    }
    const auto import_id = id_from<ImportId>(file_key_ + "|import|" + std::to_string(part), clock_.now());
    const std::string reply = api.call("POST", "/v1/products/import?format=csv&import_id=" + import_id.text(),
                                       csv, {{"content-type", "text/csv"}});
    const auto report = wire::from_json<catalog::ImportReport>(reply);
    HUIJI_CHECK(report);
    if (report->refused > 0)
      throw ApiRefused(409,
                       "import: " + report->problems.at(0).text_zh + " / " + report->problems[0].text_en);
  }
}

void Replay::register_members() {
  ApiClient api(app_);
  api.use_till(tills_[0].token);
  for (std::size_t i = 0; i < plan_.customers.size(); ++i) {
    members::MemberRegistration registration;
    registration.phone = std::to_string(17000000000 + static_cast<std::int64_t>(i));
    registration.consent_version = "replay", registration.consent_at = clock_.now();
    const auto id = id_from<MemberId>(file_key_ + "|member|" + plan_.customers[i], clock_.now());
    members_[plan_.customers[i]] =
        api.put<members::Member>("/v1/members/" + id.text(), registration).member_id;
  }
}

// Each till sends its share, one document after the other.
template <class Documents, class Send>
void Replay::send_all(const Documents& documents, int tills, Send send) {
  std::vector<std::thread> threads;
  std::vector<std::exception_ptr> errors(static_cast<std::size_t>(tills));
  for (std::size_t t = 0; t < static_cast<std::size_t>(tills); ++t) {
    threads.emplace_back([&, t] {
      try {
        ApiClient api(app_);
        api.use_till(tills_[t].token);
        for (std::size_t i = t; i < documents.size(); i += static_cast<std::size_t>(tills))
          send(api, tills_[t], documents[i]);
      } catch (...) {
        errors[t] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& error : errors)
    if (error) std::rethrow_exception(error);
}

void Replay::send_day(const replay::PlannedDay& day) {
  for (const replay::PlannedSale& sale : day.sales) sold_at_[sale.key] = sale.at;
  send_all(day.sales, kTills,
           [this](ApiClient& api, Till& till, const replay::PlannedSale& sale) { sell(api, till, sale); });
  // Returns follow the sales, one after the other: several may go back to the same sale.
  send_all(day.returns, 1, [this](ApiClient& api, Till& till, const replay::PlannedReturn& back) {
    if (back.sale_key.empty())
      take_back_without_receipt(api, till, back);
    else
      take_back(api, till, back);
  });
}

std::string receipt_number(const Till& till) {
  return "R" + std::to_string(till.number) + "-" + std::to_string(till.sequence);
}

void Replay::sell(ApiClient& api, Till& till, const replay::PlannedSale& sale) {
  checkout::SaleRequest request;
  request.staff_id = staff_id_;
  request.sequence = ++till.sequence;
  request.number = receipt_number(till);
  request.sold_at = sale.at;
  request.catalog_version = snapshot_.version;
  pricing::Basket basket{sale.at, snapshot_.shop.utc_offset_minutes, {}, {}};
  if (!sale.customer.empty()) {
    request.member_id = members_.at(sale.customer);
    basket.member = pricing::MemberFacts{*request.member_id, "standard"};
  }
  for (const replay::PlannedLine& line : sale.lines) {
    const catalog::TillProduct& goods = product(line.code);
    request.lines.push_back({goods.id, pieces(line.pieces), {}, {}});
    basket.lines.push_back({std::to_string(request.lines.size()),
                            goods.id,
                            pieces(line.pieces),
                            false,
                            goods.price,
                            goods.member_price,
                            {},
                            goods.tax_rate,
                            goods.discountable,
                            {goods.category}});
  }
  request.payable = pricing::price(basket, rules_).payable;
  request.tenders.push_back({checkout::TenderKind::cash, request.payable, request.payable, Money{0}});
  api.call("PUT", "/v1/sales/" + sale_id(sale.key, sale.at).text(), wire::to_json(request));
  ++totals_.sales;
}

// Which lines of the receipt still hold the goods that come back.
std::vector<checkout::ReturnLine> lines_back(
    const checkout::Receipt& receipt, const replay::PlannedReturn& back,
    const std::map<std::string, const catalog::TillProduct*>& products) {
  std::vector<checkout::ReturnLine> lines;
  for (const checkout::ReceiptLine& line : receipt.lines) {
    std::int64_t left = (line.quantity - line.returned).thousandths / 1000;
    checkout::ReturnLine taken{line.line_no, {}};
    for (const replay::PlannedLine& wanted : back.lines) {
      if (products.at(wanted.code)->id != line.product_id) continue;
      std::int64_t before = 0;  // already taken from earlier lines of the receipt
      for (const checkout::ReturnLine& earlier : lines)
        for (const checkout::ReceiptLine& other : receipt.lines)
          if (other.line_no == earlier.line_no && other.product_id == line.product_id)
            before += earlier.quantity.thousandths / 1000;
      std::int64_t total = 0;
      for (const replay::PlannedLine& same : back.lines)
        if (same.code == wanted.code) total += same.pieces;
      taken.quantity = pieces(std::min(left, total - before));
      break;
    }
    if (taken.quantity.thousandths > 0) lines.push_back(taken);
  }
  return lines;
}

void Replay::take_back(ApiClient& api, Till& till, const replay::PlannedReturn& back) {
  const SaleId original = sale_id(back.sale_key, sold_at_.at(back.sale_key));
  const SaleId id = sale_id(back.key, back.at);
  if (api.send("GET", "/v1/sales/" + id.text()).status == 200)
    return void((++till.sequence, ++totals_.returns));
  const auto receipt = api.get<checkout::Receipt>("/v1/sales/" + original.text());
  checkout::ReturnRequest request;
  request.original_sale_id = original;
  request.staff_id = staff_id_;
  request.sequence = ++till.sequence;
  request.number = receipt_number(till);
  request.sold_at = back.at;
  request.lines = lines_back(receipt, back, products_);
  request.reason = "replay";
  pricing::RefundRequest refund;
  refund.points_earned = receipt.points;
  refund.points_per_yuan = receipt.member_id ? 1 : 0;
  for (const checkout::ReceiptLine& line : receipt.lines) {
    pricing::SoldLine sold{line.line_no, line.quantity, false,         line.gross,
                           line.net,     line.tax,      line.returned, {}};
    for (const checkout::ReturnLine& taken : request.lines)
      if (taken.line_no == line.line_no) sold.returned_now = taken.quantity;
    refund.lines.push_back(sold);
  }
  request.refund = pricing::refund(refund).refund;
  api.call("PUT", "/v1/returns/" + id.text(), wire::to_json(request));
  ++totals_.returns;
}

void Replay::take_back_without_receipt(ApiClient& api, Till& till, const replay::PlannedReturn& back) {
  checkout::UnreceiptedReturn request;
  request.staff_id = staff_id_;
  request.sequence = ++till.sequence;
  request.number = receipt_number(till);
  request.sold_at = back.at;
  request.catalog_version = snapshot_.version;
  for (const replay::PlannedLine& line : back.lines) {
    const catalog::TillProduct& goods = product(line.code);
    request.lines.push_back({goods.id, pieces(line.pieces), goods.price});
    request.refund += scale(goods.price, pieces(line.pieces), Rounding::half_up);
  }
  request.reason = "replay";
  api.call("PUT", "/v1/unreceipted-returns/" + sale_id(back.key, back.at).text(), wire::to_json(request));
  ++totals_.without_receipt;
}

std::string yuan(Money money) {
  const std::int64_t magnitude = money.minor < 0 ? -money.minor : money.minor;
  return (money.minor < 0 ? "-" : "") + std::to_string(magnitude / 100) + "." +
         std::to_string(100 + magnitude % 100).substr(1);
}

bool Replay::compare_days() {
  ApiClient api(app_);
  api.log_in(kLogin, replay_password(opened_.keys));
  bool all_agree = true;
  std::printf("%-12s %8s %8s %16s %16s  %s\n", "day", "sales", "returns", "sold", "returned",
              "agrees with data / ledger");
  Money sold, returned;
  for (const auto& [day, planned] : plan_.days) {
    const auto totals = api.get<checkout::DayTotals>("/v1/days/" + day);
    const bool same = totals.sold.minor == planned.sold && totals.returned.minor == planned.returned;
    all_agree &= same && totals.agrees;
    sold += totals.sold, returned += totals.returned;
    std::printf("%-12s %8d %8d %16s %16s  %s / %s\n", day.c_str(), totals.sales, totals.returns,
                yuan(totals.sold).c_str(), yuan(totals.returned).c_str(), same ? "yes" : "NO",
                totals.agrees ? "yes" : "NO");
    if (!same)
      std::printf("             the data says %s sold, %s returned\n", yuan({planned.sold}).c_str(),
                  yuan({planned.returned}).c_str());
  }
  std::printf("%-12s %8lld %8lld %16s %16s\n", "total", static_cast<long long>(totals_.sales.load()),
              static_cast<long long>(totals_.returns + totals_.without_receipt), yuan(sold).c_str(),
              yuan(returned).c_str());
  return all_agree;
}

bool Replay::prove_books() {
  checkout::VerifyReport report = opened_.store->read<checkout::VerifyReport>(
      [](db::Transaction& transaction) { return checkout::verify(transaction); });
  for (std::size_t i = 0; i < report.findings.size() && i < 20; ++i)
    std::printf("%s\n", report.findings[i].en.c_str());
  return report.sound();
}

int Replay::run() {
  const auto start = std::chrono::steady_clock::now();
  prepare();
  std::printf(
      "%lld rows: %zu products, %zu members, %zu days; left out: %lld rows without a price, %lld with a "
      "price below zero\n",
      static_cast<long long>(plan_.rows), plan_.products.size(), plan_.customers.size(), plan_.days.size(),
      static_cast<long long>(plan_.left_out_free), static_cast<long long>(plan_.left_out_negative));
  for (const auto& [day, planned] : plan_.days) {
    clock_.set({(parse_date(day)->days + 1) * kDay_ms - 8 * kHour_ms - 1});
    send_day(planned);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const bool days = compare_days();
  std::printf("%lld sales, %lld returns by receipt, %lld without a receipt in %.1f s\n",
              static_cast<long long>(totals_.sales.load()), static_cast<long long>(totals_.returns.load()),
              static_cast<long long>(totals_.without_receipt.load()), seconds);
  const bool books = prove_books();
  std::printf("day totals %s; books %s\n", days ? "equal those of the data" : "DIFFER from the data",
              books ? "are clean" : "are WRONG");
  return days && books ? 0 : 1;
}

Result<replay::Plan> plan_files(const ReplayWishes& wishes, std::string& file_key) {
  constexpr int kShopOffset = 480;
  std::string text;
  std::vector<std::vector<std::string>> records;
  std::map<std::string, std::string> names;
  for (const std::string& file : wishes.files) {
    auto whole = read_whole(file);
    if (!whole) return Refusal(file_unreadable, {{"file", file}});
    file_key = crypto::content_hash(file_key + *whole);
    if (wishes.format == "baskets") {
      text += *whole;
      const auto items = std::filesystem::path(file).parent_path() / "items.csv";
      if (auto list = read_whole(items.string())) {
        auto rows = catalog::parse_csv(*list);
        for (std::size_t i = 1; rows && i < rows->size(); ++i)
          if ((*rows)[i].cells.size() > 1) names[(*rows)[i].cells[0]] = (*rows)[i].cells[1];
      }
      continue;
    }
    auto rows = catalog::parse_csv(*whole);
    if (!rows) return rows.refusal();
    for (std::size_t i = records.empty() ? 0 : 1; i < rows->size(); ++i)
      records.push_back(std::move((*rows)[i].cells));
  }
  if (wishes.format == "baskets") return replay::plan_baskets(text, names, kShopOffset);
  return replay::plan_online_retail(records, kShopOffset);
}

// The first time these files are replayed here, their merchant is opened.
MerchantId own_merchant(const OpenedStore& opened, const std::string& file_key) {
  const MerchantId merchant_id = replay_merchant(file_key);
  crypto::Passwords passwords(crypto::PasswordCost::cheap());
  const NewPerson person{kLogin, "重放", staff::Role::owner, replay_password(opened.keys)};
  const auto there = opened.store->read<std::optional<staff::PersonRecord>>(
      [&](db::Transaction& transaction) { return staff::find_login(transaction, merchant_id, kLogin); });
  if (there) return merchant_id;
  const NewShop shop{"数据重放", "重放门店", "", "", {person}, merchant_id};
  open_shop(*opened.store, system_clock(), system_random(), passwords, shop);
  return merchant_id;
}

}  // namespace

int replay_command(const config::Settings& settings, const ReplayWishes& wishes) {
  if (wishes.format != "online-retail" && wishes.format != "baskets")
    return say_refusal(Refusal(unknown_format, {{"format", wishes.format}}));
  std::string file_key = wishes.format;
  auto plan = plan_files(wishes, file_key);
  if (!plan) return say_refusal(plan.refusal());
  if (plan->days.empty())
    return say_refusal(Refusal(replay::bad_file, {{"row", "1"}, {"reason", "no sales"}}));
  auto opened = open_store(settings);
  if (!opened) return say_refusal(opened.refusal());
  try {
    return Replay(*opened, own_merchant(*opened, file_key), wishes.format, file_key, std::move(*plan)).run();
  } catch (const ApiRefused& refused) {
    std::fprintf(stderr, "%s\n", refused.what());
    return 1;
  }
}

}  // namespace huiji::program
