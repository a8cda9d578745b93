# What tests share: a database of each engine, a clock, seeded randomness. Tests include it as
# "support/stores.hpp" and "support/world.hpp".
add_library(test_support STATIC tests/support/stores.cpp tests/support/postgres_cluster.cpp tests/support/world.cpp tests/support/child.cpp)
target_precompile_headers(test_support REUSE_FROM huiji_pch)
target_include_directories(test_support PUBLIC ${CMAKE_SOURCE_DIR}/tests)
target_compile_definitions(test_support PRIVATE HUIJI_SUPPORT_FOLDER="${CMAKE_CURRENT_SOURCE_DIR}/tests/support")
target_link_libraries(test_support PUBLIC Threads::Threads)
pkg_check_modules(SUPPORT_POSTGRES REQUIRED IMPORTED_TARGET libpq)
target_link_libraries(test_support PRIVATE PkgConfig::SUPPORT_POSTGRES)
