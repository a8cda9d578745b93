// One INSERT for many rows: INSERT INTO t (…) VALUES ($1, …) becomes INSERT INTO t (…) SELECT … FROM
// unnest($1::int8[], …), which saves PostgreSQL a message and an execution per row. Only where the meaning
// is the same: not with DO UPDATE (which refuses to touch a row twice in one statement) nor RETURNING.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace huiji::db {

// `types` are the names of the types of $1, $2, …. None: the statement has not that form.
std::optional<std::string> insert_over_arrays(std::string_view sql, std::span<const std::string_view> types);

// Does the statement only read? True for SELECT; WITH may hide a write. Comments before it are skipped.
bool begins_with_select(std::string_view sql);

}  // namespace huiji::db
