#include <libpq-fe.h>
#include <sqlite3.h>

#include <iostream>

#include "platform/db/migrations.hpp"
#include "programs/huiji/commands.hpp"
#include "programs/huiji/version.hpp"

namespace huiji::program {

int version_command() {
  const int postgres = PQlibVersion();
  std::cout << "huiji " << kVersion << "\n"
            << "schema " << db::embedded_migrations().size() << "\n"
            << "sqlite " << sqlite3_libversion() << "\n"
            << "libpq " << postgres / 10000 << "." << postgres % 10000 << "\n";
  return 0;
}

}  // namespace huiji::program
