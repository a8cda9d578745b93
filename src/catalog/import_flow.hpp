// Importing a file of products: read it, plan it, and, unless it is a dry run, take it in as one transaction
// under one catalogue version. Idempotent by the import's id: the same file again answers the first report,
// another file is refused. Opening stock of new products becomes stock moves through MoveStock, because the
// stock belongs to a room above this one.
#pragma once

#include "catalog/catalog_store.hpp"
#include "catalog/import.hpp"
#include "kernel/caller.hpp"
#include "platform/world.hpp"

namespace huiji::catalog {

using MoveStock = std::function<void(db::Transaction&, MerchantId, ShopId, ImportId source,
                                     const std::vector<OpeningStock>&, Instant)>;

enum class FileFormat { csv, xlsx };

// The rows of a file; what the format says when it is told, else what the bytes look like.
Result<Sheet> read_sheet(std::string_view bytes, std::optional<FileFormat> format);
std::string write_sheet(const SheetOut& sheet, FileFormat format);

struct ImportTools {
  db::Store& store;
  Random& random;
  MoveStock move_stock;
};
struct ImportRequest {
  ImportId import_id;
  std::string_view bytes;
  std::optional<FileFormat> format;
  bool dry_run = true;
};
Result<ImportReport> import_products(const ImportTools& tools, const Caller& caller,
                                     const ImportRequest& request, Instant now);

std::string export_products(db::Transaction& transaction, const Caller& caller, FileFormat format);

}  // namespace huiji::catalog
