#include "platform/db/array_insert.hpp"

#include <gtest/gtest.h>

namespace huiji::db {
namespace {

constexpr std::string_view kTypes[] = {"uuid", "int8"};

std::string rewritten(std::string_view sql) {
  const auto insert = insert_over_arrays(sql, kTypes);
  return insert ? insert->sql : "";
}

std::vector<std::size_t> key(std::string_view sql) {
  const auto insert = insert_over_arrays(sql, kTypes);
  return insert ? insert->key : std::vector<std::size_t>{99};
}

TEST(ArrayInsert, takes_the_rows_as_arrays) {
  EXPECT_EQ(
      rewritten("-- it's a note (1\nINSERT INTO t (a, b)\nVALUES ($1, $2)\n"),
      "\nINSERT INTO T (A, B)\nSELECT p1, p2 FROM unnest($1::uuid[], $2::int8[]) AS the_rows(p1, p2)\n");
}

TEST(ArrayInsert, keeps_constants_expressions_and_do_nothing) {
  const std::string_view sql =
      "insert into t (a, b, c) values ($2, lower('A),$1'), $1) on conflict (a) do nothing;";
  EXPECT_EQ(rewritten(sql),
            "INSERT INTO T (A, B, C) SELECT p2, LOWER('A),$1'), p1 FROM unnest($1::uuid[], $2::int8[]) "
            "AS the_rows(p1, p2) ON CONFLICT (A) DO NOTHING;");
  EXPECT_EQ(key(sql), (std::vector<std::size_t>{}));
}

TEST(ArrayInsert, says_in_what_the_rows_of_an_upsert_must_differ) {
  const auto upsert = [](const std::string& values, const std::string& columns) {
    return key("INSERT INTO t (a, b, c) VALUES (" + values + ") ON CONFLICT (" + columns +
               ") DO UPDATE SET c = 1");
  };
  EXPECT_EQ(upsert("$2, 'x', $1", "a, b"), (std::vector<std::size_t>{1}));
  EXPECT_EQ(upsert("$2, $1, 0", "b, a"), (std::vector<std::size_t>{0, 1}));
  const std::vector<std::size_t> refused{99};
  EXPECT_EQ(upsert("$2, $1, 0", "c"), refused);
  EXPECT_EQ(upsert("$2 + 1, $1, 0", "a"), refused);
  EXPECT_EQ(upsert("$2, $1, 0", "d"), refused);
}

TEST(ArrayInsert, leaves_what_would_mean_something_else) {
  for (const char* sql : {
           "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT x DO UPDATE SET b = excluded.b",
           "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = $2",
           "INSERT INTO t (a, b) VALUES ($1, (SELECT $2))",
           "INSERT INTO t (a, b) VALUES ($1, $2) RETURNING a",
           "INSERT INTO t (a, b) VALUES ($1, $2), ($2, $1)",
           "INSERT INTO t (a, b) SELECT $1, $2",
           "INSERT INTO \"T\" (a, b) VALUES ($1, $2)",
           "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) WHERE b = $2 DO NOTHING",
           "UPDATE t SET a = $1 WHERE b = $2",
           "WITH v(a) AS (VALUES ($1)) SELECT a, $2 FROM v",
           "INSERT INTO t (a, b) VALUES ($1, $2",
       }) {
    EXPECT_EQ(rewritten(sql), "") << sql;
  }
  constexpr std::string_view unknown[] = {"uuid", ""};
  EXPECT_FALSE(insert_over_arrays("INSERT INTO t (a, b) VALUES ($1, $2)", unknown).has_value());
  EXPECT_FALSE(insert_over_arrays("INSERT INTO t (a) VALUES (1)", {}).has_value());
}

TEST(ArrayInsert, knows_what_only_reads) {
  EXPECT_TRUE(begins_with_select("-- note\n  select 1"));
  EXPECT_FALSE(begins_with_select("WITH x AS (DELETE FROM t) SELECT 1"));
  EXPECT_FALSE(begins_with_select("INSERT INTO t SELECT 1"));
  EXPECT_FALSE(begins_with_select(""));
}

}  // namespace
}  // namespace huiji::db
