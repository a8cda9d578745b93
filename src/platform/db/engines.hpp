// The two engines behind open().
#pragma once

#include <memory>
#include <string>

#include "platform/db/database.hpp"

namespace huiji::db {

class SqliteConnection;

std::unique_ptr<Store> open_sqlite(const std::string& path, Options options);
std::unique_ptr<Store> open_postgres(const std::string& address, Options options);

// Copies the whole database into a new file that stands alone (no log beside it).
void copy_sqlite(SqliteConnection& from, const std::string& to_path);

void restore_sqlite(const std::string& from_path, const std::string& path, bool force);
void backup_postgres(const std::string& address, const std::string& to_path);
void restore_postgres(const std::string& from_path, const std::string& address, bool force);

}  // namespace huiji::db
