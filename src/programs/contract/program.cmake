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
