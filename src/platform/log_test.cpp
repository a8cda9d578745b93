#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <fstream>

#include "platform/http/test_folder.hpp"
#include "platform/log.hpp"

namespace huiji::log {
namespace {

TEST(log, writes_one_json_object_a_line_and_only_from_its_level) {
  const std::string file = test::folder_of_this_test() + "/log";
  open(Level::info, file);
  debug("hidden");
  warning("disk.slow", {{"us", 12'345}, {"what", "a \"quoted\"\nline 牛"}});
  error("second");
  open(Level::warning, "");
  std::ifstream in(file);
  std::string first, second, third;
  ASSERT_TRUE(std::getline(in, first) && std::getline(in, second));
  EXPECT_FALSE(std::getline(in, third));
  const auto line = boost::json::parse(first).as_object();
  EXPECT_EQ(line.at("level").as_string(), "warning");
  EXPECT_EQ(line.at("event").as_string(), "disk.slow");
  EXPECT_EQ(line.at("us").as_int64(), 12'345);
  EXPECT_EQ(line.at("what").as_string(), "a \"quoted\"\nline 牛");
  EXPECT_EQ(line.at("at").as_string().size(), std::string("2026-11-22T07:00:00.123Z").size());
}

}  // namespace
}  // namespace huiji::log
