// Published baskets as documents of a shop: what replay will send through the API, and what each day must
// then add up to. Pure: rows in, plan out.
//
// online-retail: CSV with the columns invoice, stock_code, description, quantity, datetime, unit_price,
// customer_id (a real till stream with returns). One product per article and price, because the wholesaler
// sold the same article at several prices. An invoice is a sale; lines with a negative quantity are returns:
// of the latest earlier sales of the same customer, article and price as far as they reach, else without a
// receipt. Lines without a price, or with a price below zero, carry no goods for money and are left out
// and counted.
// baskets: one basket a line, item numbers separated by spaces; each item costs ¥1, thirty days of trade.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"
#include "kernel/time.hpp"

namespace huiji::replay {

inline const ErrorCode bad_file{"replay.bad_file", Family::malformed, "文件第 {row} 行有误：{reason}",
                                "Row {row} of the file is wrong: {reason}"};

struct PlannedProduct {
  std::string code;
  std::string name;
  std::int64_t price = 0;  // 分
};

struct PlannedLine {
  std::string code;  // of the product
  std::int64_t pieces = 0;
};

struct PlannedSale {
  std::string key;       // names the document among all: its id is made from it
  std::string customer;  // "" for none
  Instant at;
  std::vector<PlannedLine> lines;
};

// Goods that come back. `sale_key` empty: without a receipt.
struct PlannedReturn {
  std::string key;
  std::string sale_key;
  Instant at;
  std::vector<PlannedLine> lines;  // with a receipt: the code and pieces of that sale's lines
};

struct PlannedDay {
  std::vector<PlannedSale> sales;
  std::vector<PlannedReturn> returns;
  std::int64_t sold = 0;      // 分, straight from the data
  std::int64_t returned = 0;  // 分
};

struct Plan {
  std::map<std::string, PlannedProduct> products;  // by code
  std::map<std::string, PlannedDay> days;          // by YYYY-MM-DD
  std::vector<std::string> customers;
  std::int64_t rows = 0;
  std::int64_t left_out_free = 0;      // rows without a price
  std::int64_t left_out_negative = 0;  // rows with a price below zero
};

// `records` are the file's rows including the heading. utc_offset_minutes turns its local times into
// instants.
Result<Plan> plan_online_retail(const std::vector<std::vector<std::string>>& records, int utc_offset_minutes);
Result<Plan> plan_baskets(std::string_view text, const std::map<std::string, std::string>& item_names,
                          int utc_offset_minutes);

}  // namespace huiji::replay
