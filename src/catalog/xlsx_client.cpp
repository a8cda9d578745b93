#include "catalog/xlsx_client.hpp"

#include <unistd.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>

#include "catalog/catalog_errors.hpp"
#include "kernel/limits.hpp"

namespace huiji::catalog {
namespace {

constexpr std::size_t kMaxColumns = 256;

Refusal unreadable(std::string reason) { return Refusal(import_workbook, {{"reason", std::move(reason)}}); }

struct CloseZip {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

class Package {
 public:
  static Result<Package> open(std::string_view bytes, std::size_t max_part_bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
    if (!zip && source) zip_source_free(source);
    zip_error_fini(&error);
    if (!zip) return unreadable("zip");
    return Package(zip, max_part_bytes);
  }
  bool has(const std::string& name) const { return zip_name_locate(zip_.get(), name.c_str(), 0) >= 0; }

  // Never believes the size that the archive states: it counts what comes out.
  Result<std::string> part(const std::string& name) const {
    const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen(zip_.get(), name.c_str(), 0));
    if (!file) return unreadable(name);
    std::string content;
    char buffer[65536];
    while (true) {
      const zip_int64_t count = zip_fread(file.get(), buffer, sizeof buffer);
      if (count < 0) return unreadable(name);
      if (count == 0) return content;
      content.append(buffer, static_cast<std::size_t>(count));
      if (content.size() > max_part_bytes_)
        return Refusal(import_too_large,
                       {{"limit_zh", "解压后 " + std::to_string(max_part_bytes_ >> 20) + " MB"},
                        {"limit_en", std::to_string(max_part_bytes_ >> 20) + " MB unpacked"}});
    }
  }
  Result<pugi::xml_document> xml(const std::string& name) const {
    auto content = part(name);
    if (!content) return content.refusal();
    pugi::xml_document document;
    if (!document.load_buffer(content->data(), content->size())) return unreadable(name);
    return document;
  }

 private:
  Package(zip_t* zip, std::size_t max_part_bytes) : zip_(zip), max_part_bytes_(max_part_bytes) {}
  std::unique_ptr<zip_t, CloseZip> zip_;
  std::size_t max_part_bytes_;
};

// The name without its namespace's prefix: writers differ.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}
pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  return node.find_child([&](const pugi::xml_node& candidate) { return local_name(candidate) == name; });
}

// <t>, or the <t> of rich text's runs; not the reading aids (<rPh>).
std::string text_of(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node& part : item.children()) {
    if (local_name(part) == "t") text += part.text().get();
    if (local_name(part) == "r") text += child(part, "t").text().get();
  }
  return text;
}

Result<std::vector<std::string>> shared_strings(const Package& package) {
  std::vector<std::string> texts;
  if (!package.has("xl/sharedStrings.xml")) return texts;
  auto document = package.xml("xl/sharedStrings.xml");
  if (!document) return document.refusal();
  for (const pugi::xml_node& item : document->document_element().children()) texts.push_back(text_of(item));
  return texts;
}

// Part name of the first sheet that is not hidden, by way of the workbook's relations.
Result<std::string> first_sheet(const Package& package) {
  auto workbook = package.xml("xl/workbook.xml");
  if (!workbook) return workbook.refusal();
  auto relations = package.xml("xl/_rels/workbook.xml.rels");
  if (!relations) return relations.refusal();
  for (const pugi::xml_node& sheet : child(workbook->document_element(), "sheets").children()) {
    if (sheet.attribute("state") && std::string_view(sheet.attribute("state").value()) != "visible") continue;
    const std::string_view id = sheet.attribute("r:id").value();
    for (const pugi::xml_node& relation : relations->document_element().children()) {
      if (relation.attribute("Id").value() != id) continue;
      const std::string target = relation.attribute("Target").value();
      return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
  }
  return unreadable("xl/workbook.xml");
}

// "BC12" -> 54; kMaxColumns when there is no such column.
std::size_t column_of(std::string_view reference) {
  std::size_t column = 0;
  for (char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > kMaxColumns) return kMaxColumns;
  }
  return column == 0 ? kMaxColumns : column - 1;
}

std::string cell_text(const pugi::xml_node& cell, const std::vector<std::string>& shared) {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return text_of(child(cell, "is"));
  const std::string value = child(cell, "v").text().get();
  if (type == "s") {
    const std::size_t index = child(cell, "v").text().as_uint(UINT32_MAX);
    return index < shared.size() ? shared[index] : std::string();
  }
  if (type.empty() || type == "n") return plain_number(value);
  return value;
}

std::vector<std::string> cells_of(const pugi::xml_node& row, const std::vector<std::string>& shared) {
  std::vector<std::string> cells;
  for (const pugi::xml_node& cell : row.children()) {
    const pugi::xml_attribute reference = cell.attribute("r");
    const std::size_t column = reference ? column_of(reference.value()) : cells.size();
    if (column >= kMaxColumns) continue;
    if (cells.size() <= column) cells.resize(column + 1);
    cells[column] = cell_text(cell, shared);
  }
  return cells;
}

// A file that goes with its owner.
class TemporaryFile {
 public:
  TemporaryFile() {
    std::string path = (std::filesystem::temp_directory_path() / "huiji-export-XXXXXX").string();
    const int handle = mkstemp(path.data());
    if (handle < 0) throw std::runtime_error("no temporary file could be made");
    close(handle);
    path_ = path;
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }
  std::string content() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::string path_;
};

void write_row(lxw_worksheet* sheet, lxw_row_t number, const std::vector<std::string>& row,
               const std::vector<CellKind>& kinds, lxw_format* format) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    // The library takes a number as the machine's; what it writes reads back to the same 15 digits.
    if (kinds[i] == CellKind::number && number > 0 && !row[i].empty())
      worksheet_write_number(sheet, number, column, std::strtod(row[i].c_str(), nullptr), format);
    else if (!row[i].empty())
      worksheet_write_string(sheet, number, column, row[i].c_str(), format);
  }
}

}  // namespace

bool looks_like_xlsx(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<Sheet> read_xlsx(std::string_view bytes, std::size_t max_unpacked_bytes) {
  auto package = Package::open(bytes, max_unpacked_bytes);
  if (!package) return package.refusal();
  auto shared = shared_strings(*package);
  if (!shared) return shared.refusal();
  auto name = first_sheet(*package);
  if (!name) return name.refusal();
  auto document = package->xml(*name);
  if (!document) return document.refusal();
  Sheet sheet;
  int number = 0;
  for (const pugi::xml_node& row : child(document->document_element(), "sheetData").children()) {
    number = row.attribute("r").as_int(number + 1);
    std::vector<std::string> cells = cells_of(row, *shared);
    if (std::all_of(cells.begin(), cells.end(),
                    [](const std::string& cell) { return clean_cell(cell).empty(); }))
      continue;
    if (sheet.size() > kMaxImportRows)
      return Refusal(import_too_large, {{"limit_zh", std::to_string(kMaxImportRows) + " 行"},
                                        {"limit_en", std::to_string(kMaxImportRows) + " rows"}});
    sheet.push_back({number, std::move(cells)});
  }
  return sheet;
}

std::string write_xlsx(const SheetOut& sheet) {
  const TemporaryFile file;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = nullptr, .use_zip64 = LXW_FALSE};
  lxw_workbook* workbook = workbook_new_opt(file.path().c_str(), &options);
  lxw_worksheet* worksheet = workbook_add_worksheet(workbook, "商品");
  lxw_format* bold = workbook_add_format(workbook);
  format_set_bold(bold);
  worksheet_freeze_panes(worksheet, 1, 0);
  for (std::size_t i = 0; i < sheet.rows.size(); ++i)
    write_row(worksheet, static_cast<lxw_row_t>(i), sheet.rows[i], sheet.kinds, i == 0 ? bold : nullptr);
  if (const lxw_error error = workbook_close(workbook); error != LXW_NO_ERROR)
    throw std::runtime_error(std::string("the workbook could not be written: ") + lxw_strerror(error));
  return file.content();
}

}  // namespace huiji::catalog
