# Golden cases and random baskets, natively: the program price_cases and the suite test_pricing_cases.
add_library(price_case_files STATIC
  ${CMAKE_CURRENT_LIST_DIR}/case_file.cpp ${CMAKE_CURRENT_LIST_DIR}/case_words.cpp
  ${CMAKE_CURRENT_LIST_DIR}/case_parameters.cpp ${CMAKE_CURRENT_LIST_DIR}/case_rule.cpp
  ${CMAKE_CURRENT_LIST_DIR}/case_basket.cpp
  ${CMAKE_CURRENT_LIST_DIR}/case_run.cpp ${CMAKE_CURRENT_LIST_DIR}/random_basket.cpp
  ${CMAKE_CURRENT_LIST_DIR}/shop_day.cpp ${CMAKE_CURRENT_LIST_DIR}/oracle.cpp
  ${CMAKE_CURRENT_LIST_DIR}/random_promotion.cpp)
target_precompile_headers(price_case_files REUSE_FROM huiji_pch)
target_link_libraries(price_case_files PUBLIC room_pricing room_promotions room_wire room_kernel)

# Carts of other shop systems (FOREIGN_CASES.md): huiji price --cases.
file(GLOB foreign_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/foreign_*.cpp)
list(FILTER foreign_sources EXCLUDE REGEX "_(test|fuzz)\\.cpp$")
add_library(foreign_cases STATIC ${foreign_sources})
target_precompile_headers(foreign_cases REUSE_FROM huiji_pch)
target_link_libraries(foreign_cases PUBLIC room_pricing room_promotions room_wire room_kernel)

add_executable(test_foreign_cases ${CMAKE_CURRENT_LIST_DIR}/foreign_cases_test.cpp)
target_precompile_headers(test_foreign_cases REUSE_FROM huiji_pch)
target_link_libraries(test_foreign_cases PRIVATE foreign_cases gtest_main gtest Threads::Threads)

add_executable(price_cases ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
target_link_libraries(price_cases PRIVATE price_case_files)

add_executable(test_pricing_cases ${CMAKE_CURRENT_LIST_DIR}/cases_test.cpp ${CMAKE_CURRENT_LIST_DIR}/laws_test.cpp
  ${CMAKE_CURRENT_LIST_DIR}/points_laws_test.cpp ${CMAKE_CURRENT_LIST_DIR}/extras_saving_test.cpp)
target_precompile_headers(test_pricing_cases REUSE_FROM huiji_pch)
target_compile_definitions(test_pricing_cases PRIVATE HUIJI_SOURCES="${CMAKE_SOURCE_DIR}/src")
target_link_libraries(test_pricing_cases PRIVATE price_case_files gtest_main gtest rapidcheck Threads::Threads)

add_executable(bench_price EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/price_bench.cpp)
target_precompile_headers(bench_price REUSE_FROM huiji_pch)
target_link_libraries(bench_price PRIVATE price_case_files)

if(HUIJI_FUZZ)
  foreach(name basket case foreign_case)
    file(GLOB source ${CMAKE_SOURCE_DIR}/src/pricing/${name}_fuzz.cpp ${CMAKE_CURRENT_LIST_DIR}/${name}_fuzz.cpp)
    add_executable(fuzz_${name} EXCLUDE_FROM_ALL ${source})
    target_link_libraries(fuzz_${name} PRIVATE price_case_files foreign_cases)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
endif()
