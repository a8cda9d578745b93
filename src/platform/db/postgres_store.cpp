#include "platform/db/engines.hpp"

namespace huiji::db {

std::unique_ptr<Store> open_postgres(const std::string&, Options) {
  throw Unavailable("PostgreSQL: in the next commit");
}
void backup_postgres(const std::string&, const std::string&) {
  throw Unavailable("PostgreSQL: in the next commit");
}
void restore_postgres(const std::string&, const std::string&, bool) {
  throw Unavailable("PostgreSQL: in the next commit");
}

}  // namespace huiji::db
