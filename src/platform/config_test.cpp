#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <map>

#include "platform/config.hpp"
#include "platform/http/test_folder.hpp"
#include "support/world.hpp"

namespace huiji::config {
namespace {

Environment environment_of(std::map<std::string, std::string> values) {
  return [values = std::move(values)](const std::string& name) -> std::optional<std::string> {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return found->second;
  };
}

Result<Settings> read(const std::string& toml, std::map<std::string, std::string> environment = {}) {
  const std::string file = test::folder_of_this_test() + "/huiji.toml";
  std::ofstream(file) << toml;
  return read_settings(file, environment_of(std::move(environment)));
}

const char* code_of(const Result<Settings>& settings) {
  return settings ? "none" : settings.refusal().code->code;
}

TEST(config, defaults_stand_without_a_file) {
  const auto settings = read_settings("", environment_of({}));
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->server.port, 8080);
  EXPECT_EQ(settings->server.address, "127.0.0.1");
  EXPECT_EQ(database_address(*settings), "sqlite:var/huiji.db");
}

TEST(config, the_environment_stands_above_the_file) {
  const auto settings =
      read("data = 'there'\n[server]\nport = 9000\nio_threads = 3\n[log]\nlevel = 'debug'\n",
           {{"HUIJI_SERVER_PORT", "9001"}, {"HUIJI_DATABASE", "postgresql:///shop"}});
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->data, "there");
  EXPECT_EQ(settings->server.port, 9001);
  EXPECT_EQ(settings->server.io_threads, 3);
  EXPECT_EQ(settings->log.level, log::Level::debug);
  EXPECT_EQ(database_address(*settings), "postgresql:///shop");
}

TEST(config, an_unknown_key_is_refused_and_the_known_ones_are_named) {
  const auto settings = read("[server]\nprot = 9000\n");
  ASSERT_FALSE(settings);
  EXPECT_STREQ(settings.refusal().code->code, "config.unknown_key");
  EXPECT_NE(settings.refusal().text(true).find("没有名为 server.prot 的设置"), std::string::npos);
  EXPECT_NE(settings.refusal().text(false).find("server.port"), std::string::npos);
  EXPECT_STREQ(code_of(read("colour = 'red'")), "config.unknown_key");
}

TEST(config, wrong_values_are_refused_by_name) {
  for (const char* toml : {"[server]\nport = '80'", "[server]\nport = 70000", "[server]\nio_threads = 0",
                           "server = 3", "[log]\nlevel = 'loud'", "data = 7"})
    EXPECT_STREQ(code_of(read(toml)), "config.bad_value") << toml;
  EXPECT_STREQ(code_of(read("", {{"HUIJI_SERVER_PORT", "80x"}})), "config.bad_value");
  EXPECT_NE(read("[log]\nlevel = 'loud'").refusal().text(false).find("warning"), std::string::npos);
}

TEST(config, text_that_is_not_toml_is_refused_with_its_line) {
  const auto settings = read("data = 'x'\n[server\n");
  ASSERT_STREQ(code_of(settings), "config.not_toml");
  EXPECT_NE(settings.refusal().text(false).find("line 2"), std::string::npos);
  EXPECT_STREQ(code_of(read_settings(test::folder_of_this_test() + "/none.toml", environment_of({}))),
               "config.no_file");
}

TEST(secrets, are_made_once_for_the_owner_only_and_read_back) {
  const std::string file = test::folder_of_this_test() + "/secret.key";
  auto none = read_keys(file);
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
  test::SeededRandom random;
  const auto made = make_keys(file, random);
  ASSERT_TRUE(made);
  struct stat about {};
  ASSERT_EQ(::stat(file.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  const auto read = read_keys(file);
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->field, made->field);
  EXPECT_EQ((*read)->token, made->token);
  EXPECT_FALSE(make_keys(file, random));  // never over another one
  EXPECT_EQ((*read_keys(file))->field, made->field);
}

TEST(secrets, a_file_that_others_can_read_or_that_is_damaged_is_refused) {
  const std::string file = test::folder_of_this_test() + "/secret.key";
  test::SeededRandom random;
  ASSERT_TRUE(make_keys(file, random));
  ::chmod(file.c_str(), 0640);
  EXPECT_FALSE(read_keys(file));
  ::chmod(file.c_str(), 0600);
  std::ofstream(file, std::ios::app) << "00";
  const auto damaged = read_keys(file);
  ASSERT_FALSE(damaged);
  EXPECT_STREQ(damaged.refusal().code->code, "config.secrets_unreadable");
}

}  // namespace
}  // namespace huiji::config
