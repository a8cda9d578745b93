// One INSERT for many rows: INSERT INTO t (…) VALUES ($1, …) becomes INSERT INTO t (…) SELECT … FROM
// unnest($1::int8[], …), which saves PostgreSQL a message and an execution per row. Only where the meaning
// is the same as row by row: not with RETURNING or a sub-select; and ON CONFLICT … DO UPDATE only for rows
// that differ in the key, since one statement refuses to touch a row twice.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace huiji::db {

struct ArrayInsert {
  std::string sql;
  std::vector<std::size_t> key;  // parameters, from 0, in which the rows must differ; empty: they need not
};

// `types` are the names of the types of $1, $2, …. None: the statement has not that form.
std::optional<ArrayInsert> insert_over_arrays(std::string_view sql, std::span<const std::string_view> types);

// Does the statement only read? True for SELECT; WITH may hide a write. Comments before it are skipped.
bool begins_with_select(std::string_view sql);

}  // namespace huiji::db
