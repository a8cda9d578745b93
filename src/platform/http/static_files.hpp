// The built web apps from one directory: <root>/till, /office, /ui, each with an index.html. Only regular
// files inside the root are served, none whose name begins with a dot; a path without an extension below an
// app answers that app's index.html (the app routes itself). A file.br or file.gz beside a file is preferred
// when the client takes it. Hashed assets may be kept for ever; everything else is asked for again (ETag).
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "platform/http/http.hpp"

namespace huiji::http {

class StaticFiles {
 public:
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  // GET and HEAD only. A path that leads nowhere is refused as http.unknown_path.
  Response serve(const Request& request) const;

 private:
  std::optional<std::filesystem::path> find(const std::string& path) const;

  std::filesystem::path root_;
};

}  // namespace huiji::http
