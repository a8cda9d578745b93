// Backup and restore of a PostgreSQL database by the server's own tools.
#include "platform/db/engines.hpp"

namespace huiji::db {

void backup_postgres(const std::string&, const std::string&) {
  throw Unavailable("PostgreSQL: in the next commit");
}
void restore_postgres(const std::string&, const std::string&, bool) {
  throw Unavailable("PostgreSQL: in the next commit");
}

}  // namespace huiji::db
