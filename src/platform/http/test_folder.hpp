// A folder of one test's own, below the process's temporary folder, which goes with the process.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "support/stores.hpp"

namespace huiji::test {

inline std::string folder_of_this_test() {
  const testing::TestInfo& info = *testing::UnitTest::GetInstance()->current_test_info();
  const std::string folder = temporary_folder() + "/" + info.test_suite_name() + "." + info.name();
  std::filesystem::create_directories(folder);
  return folder;
}

}  // namespace huiji::test
