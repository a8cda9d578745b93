#include "platform/db/array_insert.hpp"

#include <gtest/gtest.h>

namespace huiji::db {
namespace {

constexpr std::string_view kTypes[] = {"uuid", "int8"};

TEST(ArrayInsert, takes_the_rows_as_arrays) {
  EXPECT_EQ(
      insert_over_arrays("-- it's a note (1\nINSERT INTO t (a, b)\nVALUES ($1, $2)\n", kTypes),
      "\nINSERT INTO T (A, B)\nSELECT p1, p2 FROM unnest($1::uuid[], $2::int8[]) AS the_rows(p1, p2)\n");
}

TEST(ArrayInsert, keeps_constants_expressions_and_do_nothing) {
  EXPECT_EQ(insert_over_arrays(
                "insert into t (a, b, c) values ($2, lower('A)$1'), $1) on conflict do nothing;", kTypes),
            "INSERT INTO T (A, B, C) SELECT p2, LOWER('A)$1'), p1 FROM unnest($1::uuid[], $2::int8[]) "
            "AS the_rows(p1, p2) ON CONFLICT DO NOTHING;");
}

TEST(ArrayInsert, leaves_what_would_mean_something_else) {
  for (const char* sql : {
           "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = excluded.b",
           "INSERT INTO t (a, b) VALUES ($1, $2) RETURNING a",
           "INSERT INTO t (a, b) VALUES ($1, $2), ($2, $1)",
           "INSERT INTO t (a, b) SELECT $1, $2",
           "INSERT INTO \"T\" (a, b) VALUES ($1, $2)",
           "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) WHERE b = $2 DO NOTHING",
           "UPDATE t SET a = $1 WHERE b = $2",
           "WITH v(a) AS (VALUES ($1)) SELECT a, $2 FROM v",
           "INSERT INTO t (a, b) VALUES ($1, $2",
       }) {
    EXPECT_EQ(insert_over_arrays(sql, kTypes), std::nullopt) << sql;
  }
  constexpr std::string_view unknown[] = {"uuid", ""};
  EXPECT_EQ(insert_over_arrays("INSERT INTO t (a, b) VALUES ($1, $2)", unknown), std::nullopt);
  EXPECT_EQ(insert_over_arrays("INSERT INTO t (a) VALUES (1)", {}), std::nullopt);
}

TEST(ArrayInsert, knows_what_only_reads) {
  EXPECT_TRUE(begins_with_select("-- note\n  select 1"));
  EXPECT_FALSE(begins_with_select("WITH x AS (DELETE FROM t) SELECT 1"));
  EXPECT_FALSE(begins_with_select("INSERT INTO t SELECT 1"));
  EXPECT_FALSE(begins_with_select(""));
}

}  // namespace
}  // namespace huiji::db
