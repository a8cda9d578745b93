// Files that survive a power cut: written, flushed to the disk, then put in place by a rename.
#pragma once

#include <string>

namespace huiji::db {

void flush_to_disk(const std::string& path);  // a file or a folder; throws Unavailable
void move_durably(const std::string& from, const std::string& to);
void copy_durably(const std::string& from, const std::string& to);

}  // namespace huiji::db
