add_executable(bench_checkout EXCLUDE_FROM_ALL
  tests/bench/checkout_bench.cpp tests/bench/floor_sqlite.cpp tests/bench/floor_postgres.cpp)
target_include_directories(bench_checkout PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/bench)
huiji_link_app(bench_checkout)
target_link_libraries(bench_checkout PRIVATE test_support)

add_executable(bench_laboratory EXCLUDE_FROM_ALL
  tests/bench/laboratory_bench.cpp tests/bench/sales_history.cpp)
target_include_directories(bench_laboratory PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/bench)
huiji_link_app(bench_laboratory)
target_link_libraries(bench_laboratory PRIVATE test_support)

add_executable(bench_ledger EXCLUDE_FROM_ALL tests/bench/ledger_bench.cpp)
target_include_directories(bench_ledger PRIVATE ${CMAKE_SOURCE_DIR}/tests ${CMAKE_SOURCE_DIR}/tests/bench)
huiji_link_app(bench_ledger)
target_link_libraries(bench_ledger PRIVATE test_support)
