// Any bytes as a file of products: refused in words or planned, never a crash; what is planned is well-formed
// and a second import of a file without problems changes nothing. The first byte says whether the rest is one
// barcode.
#include <memory>

#include "catalog/barcode.hpp"
#include "catalog/import.hpp"
#include "catalog/pinyin.hpp"

using namespace huiji;
using namespace huiji::catalog;

static ImportIds counting_ids() {
  auto count = std::make_shared<std::uint8_t>(0);
  const auto next = [count] { return Uuid{++*count, static_cast<std::uint8_t>(*count / 2)}; };
  return {[next] { return ProductId{next()}; }, [next] { return CategoryId{next()}; }};
}

static void as_barcode(std::string_view text) {
  for (UnitKind kind : {UnitKind::piece, UnitKind::weight}) {
    const auto parsed = parse_barcode(text, kind);
    if (parsed) HUIJI_CHECK(*parse_barcode(*parsed, kind) == *parsed);
  }
  (void)search_key(text, text, text);
}

static void as_file(std::string_view text) {
  auto sheet = parse_csv(text);
  if (!sheet || sheet->size() > 200) return;
  for (SheetRow& row : *sheet)
    for (std::string& cell : row.cells) cell = clean_cell(cell);
  const auto plan = plan_import(*sheet, {{}, {}, 1}, counting_ids());
  if (!plan) return;
  for (const Product& product : plan->products) HUIJI_CHECK(static_cast<bool>(normalised(draft_of(product))));
  if (plan->report.refused > 0) return;  // such a row may mean something else once the others are in
  const auto again = plan_import(*sheet, {plan->products, plan->categories, 2}, counting_ids());
  HUIJI_CHECK(again && again->report.added == 0 && again->report.changed == 0);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  data[0] % 4 == 0 ? as_barcode(text) : as_file(text);
  return 0;
}
