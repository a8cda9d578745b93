#include "programs/price_cases/case_file.hpp"

#include <algorithm>
#include <sstream>

#include "programs/price_cases/case_words.hpp"

namespace huiji::cases {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(std::string(text)) { start(); }

  CaseFile read() {
    std::string raw;
    while (file_.error.empty() && std::getline(text_, raw)) {
      ++number_;
      read_line(raw);
    }
    finish();
    return std::move(file_);
  }

 private:
  void start() {
    current_ = Case{};
    current_.rules.points.points_per_yuan = 1;
    current_.basket.priced_at = *parse_time("2025-10-09", "10:00");  // a Thursday
    below_ = used_ = false;
  }

  void finish() {
    if (used_ && !below_) fail("the case has no ---- line");
    if (used_) file_.cases.push_back(std::move(current_));
    start();
  }

  void fail(const std::string& reason) {
    if (file_.error.empty()) file_.error = "line " + std::to_string(number_) + ": " + reason;
  }

  void read_line(const std::string& raw) {
    const Words words = split_words(raw);
    if (words.empty()) return;
    if (words[0].find_first_not_of('=') == std::string::npos && words[0].size() >= 4) return finish();
    if (words[0][0] == '#') return comment(raw);
    if (!used_) current_.line = number_;
    used_ = true;
    if (words[0].find_first_not_of('-') == std::string::npos && words[0].size() >= 4) {
      below_ = true;
    } else if (below_) {
      current_.expected.push_back(join_words(words));
    } else {
      above(words);
    }
  }

  void comment(const std::string& raw) {
    const std::size_t start = raw.find_first_not_of("# \t");
    if (current_.title.empty() && start != std::string::npos) current_.title = raw.substr(start);
  }

  void above(const Words& words) {
    std::string error;
    if (words[0] == "rule") {
      error = read_rule(words, current_);
    } else if (words[0] == "scan") {
      error = read_scan(words, current_);
    } else if (words[0] == "return") {
      error = read_return(words);
    } else {
      error = read_fact(words, current_);
    }
    if (!error.empty()) fail(error);
  }

  std::string read_return(const Words& words) {
    if (words.size() != 3) return "return needs goods and a quantity";
    const auto named = std::find(current_.product_names.begin(), current_.product_names.end(), words[1]);
    const auto quantity = parse_decimal(words[2], 3);
    if (named == current_.product_names.end()) return "nothing of that name was scanned: " + words[1];
    if (!quantity || *quantity == 0 || *quantity > kQuantityLimit) return "not a quantity: " + words[2];
    current_.returns.push_back(
        {static_cast<std::size_t>(named - current_.product_names.begin()), {*quantity}});
    return {};
  }

  std::istringstream text_;
  CaseFile file_;
  Case current_;
  int number_ = 0;
  bool used_ = false, below_ = false;
};

}  // namespace

CaseFile read_cases(std::string_view text) { return Reader(text).read(); }

}  // namespace huiji::cases
