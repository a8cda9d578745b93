#include "platform/http/static_files.hpp"

#include <sys/stat.h>

#include <fstream>

#include "platform/http/landing.hpp"
#include "platform/http/router.hpp"

namespace huiji::http {

namespace fs = std::filesystem;

namespace {

struct FileKind {
  const char* extension;
  const char* content_type;
};

constexpr FileKind kKinds[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".txt", "text/plain; charset=utf-8"},
};

const char* content_type_of(const fs::path& file) {
  const std::string extension = file.extension().string();
  for (const FileKind& kind : kKinds)
    if (extension == kind.extension) return kind.content_type;
  return "application/octet-stream";
}

// Every segment is a plain name: no "..", no hidden file, no second slash.
bool is_plain(std::string_view path) {
  if (path.empty() || path[0] != '/') return false;
  path.remove_prefix(1);
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    if (segment.empty() || segment[0] == '.' || segment.find('\\') != std::string_view::npos) return false;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return true;
}

// Vite puts the content's hash into the name: assets/index-Dx4kXJAl.js.
bool has_hash_in_name(std::string_view path) {
  if (path.find("/assets/") == std::string_view::npos) return false;
  const std::size_t dot = path.rfind('.'), dash = path.rfind('-', dot);
  return dot != std::string_view::npos && dash != std::string_view::npos && dot - dash >= 7;
}

bool accepts(std::string_view accept_encoding, std::string_view coding) {
  const std::size_t at = accept_encoding.find(coding);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = accept_encoding.substr(at + coding.size());
  return rest.substr(0, rest.find(',')).find("q=0") == std::string_view::npos ||
         rest.substr(0, rest.find(',')).find("q=0.") != std::string_view::npos;
}

bool is_regular(const fs::path& file, struct stat& about) {
  return ::stat(file.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

// Time of change, size and coding name one version of a file.
std::string entity_tag(const struct stat& about, std::string_view coding) {
  const std::int64_t at = std::int64_t{about.st_mtim.tv_sec} * 1'000'000'000 + about.st_mtim.tv_nsec;
  std::string tag = "\"" + std::to_string(at) + "-" + std::to_string(about.st_size);
  if (!coding.empty()) tag += "-" + std::string(coding);
  return tag + "\"";
}

std::string read_whole(const fs::path& file, std::size_t size) {
  std::string content(size, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(content.data(), static_cast<std::streamsize>(size));
  content.resize(static_cast<std::size_t>(in.gcount()));
  return content;
}

Response send_file(const fs::path& file, const Request& request) {
  struct stat about {};
  if (!is_regular(file, about)) return refusal_response(unknown_path, request);
  fs::path chosen = file;
  std::string_view coding;
  for (const auto& [name, suffix] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    struct stat packed {};
    if (!accepts(request.header("accept-encoding"), name)) continue;
    if (!is_regular(file.string() + suffix, packed) || packed.st_mtime < about.st_mtime) continue;
    chosen = file.string() + suffix, coding = name, about = packed;
    break;
  }
  Response response;
  response.content_type = content_type_of(file);
  const std::string tag = entity_tag(about, coding);
  response.headers = {{"ETag", tag}, {"Vary", "Accept-Encoding"}};
  response.headers.emplace_back("Cache-Control", has_hash_in_name(file.generic_string())
                                                     ? "public, max-age=31536000, immutable"
                                                     : "no-cache");
  if (request.header("if-none-match").find(tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  if (!coding.empty()) response.headers.emplace_back("Content-Encoding", coding);
  response.body = read_whole(chosen, static_cast<std::size_t>(about.st_size));
  return response;
}

Response redirect(const std::string& to) {
  Response response;
  response.status = 308;
  response.content_type = "text/plain; charset=utf-8";
  response.headers = {{"Location", to}, {"Cache-Control", "no-cache"}};
  return response;
}

}  // namespace

// The file that a path means, or none. Links may point about inside the root, not out of it.
std::optional<fs::path> StaticFiles::find(const std::string& path) const {
  if (!is_plain(path)) return std::nullopt;
  std::error_code error;
  const fs::path root = fs::weakly_canonical(root_, error);
  fs::path wanted = root / path.substr(1);
  if (path.back() == '/') wanted /= "index.html";
  if (!fs::is_regular_file(wanted, error)) {
    const std::string app = path.substr(1, path.find('/', 1) - 1);
    if (app.empty() || fs::path(path).has_extension()) return std::nullopt;
    wanted = root / app / "index.html";
  }
  wanted = fs::canonical(wanted, error);
  if (error) return std::nullopt;
  const auto [end, _] = std::mismatch(root.begin(), root.end(), wanted.begin(), wanted.end());
  if (end != root.end()) return std::nullopt;
  return wanted;
}

Response StaticFiles::serve(const Request& request) const {
  if (request.method != "GET" && request.method != "HEAD")
    return refusal_response(
        Refusal(method_not_allowed, {{"method", request.method}, {"allowed", "GET, HEAD"}}), request);
  if (request.path == "/") return landing_page();
  if (request.path == "/landing.css") return landing_style();
  const auto file = find(request.path);
  if (!file) return refusal_response(unknown_path, request);
  // "/till" would resolve the app's relative links one level too high.
  std::error_code error;
  if (request.path.find('/', 1) == std::string::npos &&
      fs::is_directory(root_ / request.path.substr(1), error))
    return redirect(request.path + "/");
  return send_file(*file, request);
}

}  // namespace huiji::http
