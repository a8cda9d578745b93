// The PostgreSQL server that tests share, and its databases. Those for test runs are claimed by a lock that
// goes with the process, emptied when claimed, and used again by whoever comes next.
#pragma once

#include <string>

namespace huiji::test {

std::string claim_migrated_database();              // address; empty tables
void release_database(const std::string& address);  // others of this process may claim it again

std::string create_database();  // address; not migrated
void drop_database(const std::string& address);

// A server of one's own, for tests that hurt it, in the folder `home`: the second call finds it running. It
// stops soon after the process ended or the folder was removed. Returns the folder of its socket.
std::string start_cluster(const std::string& home);
std::string database_address(const std::string& socket_folder, const std::string& database);
// Runs SQL past the store; returns the first value of the answer.
std::string run_sql(const std::string& address, const std::string& sql);

}  // namespace huiji::test
