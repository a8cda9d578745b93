#include "catalog/encoding_client.hpp"

#include <iconv.h>

#include "catalog/catalog_errors.hpp"
#include "catalog/sheet.hpp"

namespace huiji::catalog {
namespace {

// UTF-16 is what "Unicode text" means in older spreadsheet programs.
const char* encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  return "GB18030";
}

class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {
    if (handle_ == reinterpret_cast<iconv_t>(-1))
      throw std::runtime_error("iconv lacks an encoding of the system");
  }
  ~Converter() { iconv_close(handle_); }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool convert(std::string_view bytes, std::string& out) {
    out.resize(bytes.size() * 2 + 16);
    char* from = const_cast<char*>(bytes.data());
    char* to = out.data();
    std::size_t left = bytes.size(), room = out.size();
    if (iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left > 0) return false;
    out.resize(out.size() - room);
    return true;
  }

 private:
  iconv_t handle_;
};

}  // namespace

Result<std::string> to_utf8(std::string_view bytes) {
  if (is_utf8(bytes)) return std::string(bytes);
  std::string text;
  if (!Converter(encoding_of(bytes)).convert(bytes, text) || !is_utf8(text)) return import_encoding;
  return text;
}

}  // namespace huiji::catalog
