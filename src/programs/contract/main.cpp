// contract FOLDER: writes openapi.json and errors.json from the program's own routes, types and refusals.
// Ends with 1, and says why, when the contract would be ambiguous or half translated.
#include <fstream>
#include <iostream>

#include "programs/contract/engine_types.hpp"
#include "programs/contract/error_list.hpp"
#include "programs/contract/json_text.hpp"
#include "programs/contract/openapi.hpp"
#include "programs/huiji/app.hpp"
#include "programs/huiji/version.hpp"

namespace huiji::contract {

static bool write_file(const std::string& path, const boost::json::value& value) {
  std::ofstream out(path, std::ios::binary);
  out << pretty(value);
  return static_cast<bool>(out.flush());
}

static int complain(const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) std::cerr << problem << "\n";
  return 1;
}

static int run(const std::string& folder) {
  const auto store = db::open("sqlite::memory:");
  program::App app({.store = *store,
                    .clock = system_clock(),
                    .random = system_random(),
                    .keys = {},
                    .merchant_id = {},
                    .password_cost = crypto::PasswordCost::cheap()});
  Components components;
  add_engine_types(components);
  const boost::json::value document = openapi(app.router(), components, program::kVersion);
  std::vector<std::string> problems;
  for (const std::string& name : components.clashes())
    problems.push_back("Two different types are called " + name + " on the wire");
  ErrorList errors = error_list();
  problems.insert(problems.end(), errors.problems.begin(), errors.problems.end());
  if (!problems.empty()) return complain(problems);
  if (!write_file(folder + "/openapi.json", document) ||
      !write_file(folder + "/errors.json", errors.document))
    return complain({"Can't write into " + folder});
  return 0;
}

}  // namespace huiji::contract

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "contract FOLDER\n";
    return 2;
  }
  return huiji::contract::run(arguments[1]);
}
