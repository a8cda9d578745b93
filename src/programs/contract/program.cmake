# contract: writes contract/openapi.json and contract/errors.json. The header of all refusals is generated, so
# that a new <room>_errors.hpp is in the contract without being listed.
file(GLOB_RECURSE error_headers RELATIVE ${CMAKE_SOURCE_DIR}/src CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*_errors.hpp)
list(SORT error_headers)
set(all_errors "// Generated. Do not edit.\n#pragma once\n\n")
foreach(header IN LISTS error_headers)
  string(APPEND all_errors "#include \"${header}\"\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/all_errors.hpp CONTENT "${all_errors}" @ONLY)

include(${CMAKE_SOURCE_DIR}/src/programs/huiji/program.cmake)
file(GLOB contract_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/programs/contract/*.cpp)
list(FILTER contract_sources EXCLUDE REGEX "_test\\.cpp$")
add_executable(contract ${contract_sources})
huiji_link_app(contract)

list(FILTER contract_sources EXCLUDE REGEX "/main\\.cpp$")
add_executable(test_contract ${CMAKE_SOURCE_DIR}/src/programs/contract/contract_test.cpp ${contract_sources})
huiji_link_app(test_contract)
target_link_libraries(test_contract PRIVATE gtest_main gtest)
set_property(GLOBAL APPEND PROPERTY HUIJI_TESTS test_contract)
