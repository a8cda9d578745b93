// Files that survive a power cut: written, flushed to the disk, then put in place by a rename.
#pragma once

#include <string>

namespace huiji::db {

void create_private(
    const std::string& path);  // an empty file that only our user can read, unless there is one
void flush_to_disk(const std::string& path);  // a file or a folder; throws Unavailable
void move_durably(const std::string& from, const std::string& to);
void copy_durably(const std::string& from, const std::string& to);

}  // namespace huiji::db
