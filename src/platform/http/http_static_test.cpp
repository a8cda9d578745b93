#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "platform/http/static_files.hpp"
#include "platform/http/test_folder.hpp"

namespace huiji::http {
namespace {

namespace fs = std::filesystem;

class http_static : public testing::Test {
 protected:
  void SetUp() override {
    outside = huiji::test::folder_of_this_test();
    root = outside + "/web";
    write("web/till/index.html", "<p>till</p>");
    write("web/till/assets/index-Dx4kXJAl.js", "script");
    write("web/till/assets/index-Dx4kXJAl.js.br", "brotli");
    write("web/till/assets/index-Dx4kXJAl.js.gz", "gzip");
    write("web/till/sw.js", "worker");
    write("web/till/engine.wasm", "wasm");
    write("web/till/manifest.webmanifest", "{}");
    write("web/.built", "");
    write("web/till/.hidden", "hidden");
    write("secret.key", "secret");
    fs::create_symlink(outside + "/secret.key", root + "/till/link.txt");
  }
  void write(const std::string& name, const std::string& content) {
    fs::create_directories(fs::path(outside + "/" + name).parent_path());
    std::ofstream(outside + "/" + name) << content;
  }
  Response get(const std::string& path, Headers headers = {}, const std::string& method = "GET") {
    Request request;
    request.method = method, request.path = path, request.headers = std::move(headers);
    return StaticFiles(root).serve(request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers)
      if (key == name) return value;
    return "";
  }
  std::string outside, root;
};

TEST_F(http_static, serves_an_app_and_its_own_routes) {
  for (const char* path : {"/till/", "/till/index.html", "/till/sales/17", "/till/members"}) {
    const Response response = get(path);
    EXPECT_EQ(response.status, 200) << path;
    EXPECT_EQ(response.body, "<p>till</p>") << path;
    EXPECT_EQ(response.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(header(response, "Cache-Control"), "no-cache");
  }
  EXPECT_EQ(get("/till").status, 308);
  EXPECT_EQ(header(get("/till"), "Location"), "/till/");
}

TEST_F(http_static, a_missing_file_is_not_the_app) {
  for (const char* path : {"/till/assets/gone-12345678.js", "/nothing", "/nothing/", "/favicon.ico"})
    EXPECT_EQ(get(path).status, 404) << path;
}

TEST_F(http_static, never_leaves_its_folder) {
  for (const char* path :
       {"/../secret.key", "/till/../../secret.key", "/till/..", "/./till/sw.js", "//till/sw.js",
        "/till//sw.js", "/.built", "/till/.hidden", "/till/link.txt", "/till\\..\\sw.js", "till/sw.js"}) {
    const Response response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_EQ(response.body.find("secret\n"), std::string::npos);
  }
}

TEST_F(http_static, hashed_files_may_be_kept_and_others_are_asked_for_again) {
  EXPECT_EQ(header(get("/till/assets/index-Dx4kXJAl.js"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(header(get("/till/sw.js"), "Cache-Control"), "no-cache");
  const Response first = get("/till/sw.js");
  const std::string tag = header(first, "ETag");
  ASSERT_FALSE(tag.empty());
  const Response again = get("/till/sw.js", {{"if-none-match", "\"other\", " + tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  write("web/till/sw.js", "a new worker");
  const Response changed = get("/till/sw.js", {{"if-none-match", tag}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.body, "a new worker");
}

TEST_F(http_static, sends_what_was_packed_before_to_those_who_take_it) {
  const std::string path = "/till/assets/index-Dx4kXJAl.js";
  const Response packed = get(path, {{"accept-encoding", "gzip, deflate, br"}});
  EXPECT_EQ(packed.body, "brotli");
  EXPECT_EQ(header(packed, "Content-Encoding"), "br");
  EXPECT_EQ(packed.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(get(path, {{"accept-encoding", "gzip"}}).body, "gzip");
  EXPECT_EQ(get(path, {{"accept-encoding", "br;q=0, gzip;q=0.5"}}).body, "gzip");
  EXPECT_EQ(get(path).body, "script");
  EXPECT_NE(header(get(path), "ETag"), header(packed, "ETag"));
  EXPECT_EQ(header(get(path), "Vary"), "Accept-Encoding");
  // Packed before the file changed: of no use.
  fs::last_write_time(root + "/till/assets/index-Dx4kXJAl.js",
                      fs::file_time_type::clock::now() + std::chrono::hours(1));
  EXPECT_EQ(get(path, {{"accept-encoding", "br"}}).body, "script");
}

TEST_F(http_static, names_what_a_browser_is_strict_about) {
  EXPECT_EQ(get("/till/engine.wasm").content_type, "application/wasm");
  EXPECT_EQ(get("/till/manifest.webmanifest").content_type, "application/manifest+json; charset=utf-8");
}

TEST_F(http_static, the_first_page_leads_to_the_apps_in_both_languages) {
  const Response page = get("/");
  EXPECT_EQ(page.status, 200);
  for (const char* text :
       {"href=\"/till/\"", "href=\"/office/\"", "href=\"/ui/\"", "收银台", "Till", "lang=\"zh-CN\""})
    EXPECT_NE(page.body.find(text), std::string::npos) << text;
  EXPECT_EQ(page.body.find("<style"), std::string::npos);  // the policy would block it
  EXPECT_EQ(get("/landing.css").content_type, "text/css; charset=utf-8");
}

TEST_F(http_static, takes_only_reading_methods) {
  EXPECT_EQ(get("/till/", {}, "HEAD").status, 200);
  EXPECT_EQ(get("/till/", {}, "POST").status, 405);
}

}  // namespace
}  // namespace huiji::http
