include_guard(GLOBAL)
# huiji_app: the server without sockets (simulator and API tests link it with huiji_link_app).
# huiji: the program.
set(HUIJI_PROGRAM ${CMAKE_SOURCE_DIR}/src/programs/huiji)

file(GLOB program_sql CONFIGURE_DEPENDS ${HUIJI_PROGRAM}/sql/*.sql)
set(program_sql_header ${CMAKE_BINARY_DIR}/generated/programs_sql.hpp)
add_custom_command(OUTPUT ${program_sql_header}.stamp BYPRODUCTS ${program_sql_header}
  COMMAND ${CMAKE_COMMAND} -DROOM=programs -DDIRECTORY=${HUIJI_PROGRAM}/sql -DOUTPUT=${program_sql_header}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
  COMMAND ${CMAKE_COMMAND} -E touch ${program_sql_header}.stamp
  DEPENDS ${program_sql} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake VERBATIM)
add_custom_target(sql_programs DEPENDS ${program_sql_header}.stamp)
set_property(GLOBAL APPEND PROPERTY HUIJI_SQL_ROOMS programs)

file(GLOB program_commands CONFIGURE_DEPENDS ${HUIJI_PROGRAM}/*_command.cpp)
file(GLOB program_app CONFIGURE_DEPENDS ${HUIJI_PROGRAM}/*.cpp)
list(FILTER program_app EXCLUDE REGEX "(_command|_test|/main)\\.cpp$")
file(GLOB program_tests CONFIGURE_DEPENDS ${HUIJI_PROGRAM}/*_test.cpp)

set(HUIJI_ALL_ROOMS "")
foreach(room IN LISTS HUIJI_ROOMS)
  list(APPEND HUIJI_ALL_ROOMS ${HUIJI_LIBRARIES_${room}})
endforeach()

add_library(huiji_app STATIC ${program_app})
target_precompile_headers(huiji_app REUSE_FROM huiji_pch)
target_compile_definitions(huiji_app PUBLIC HUIJI_VERSION="${PROJECT_VERSION}")
add_dependencies(huiji_app sql_programs)
# One group, because rooms use each other downwards in more than one order.
target_link_libraries(huiji_app PUBLIC -Wl,--start-group ${HUIJI_ALL_ROOMS} -Wl,--end-group Threads::Threads)

function(huiji_link_app target)
  target_precompile_headers(${target} REUSE_FROM huiji_pch)
  target_link_libraries(${target} PRIVATE huiji_app platform_http_server PkgConfig::SQLITE PkgConfig::POSTGRES)
  if(TARGET sql_registry)
    target_link_libraries(${target} PRIVATE sql_registry)
  endif()
endfunction()

add_executable(huiji ${HUIJI_PROGRAM}/main.cpp ${program_commands})
huiji_link_app(huiji)
target_link_libraries(huiji PRIVATE foreign_cases z)  # price --cases; replay reads gzip

if(program_tests)
  add_executable(test_huiji ${program_tests} ${program_commands})
  huiji_link_app(test_huiji)
  target_link_libraries(test_huiji PRIVATE foreign_cases z)
  target_link_libraries(test_huiji PRIVATE test_support gtest_main gtest rapidcheck)
  set_property(GLOBAL APPEND PROPERTY HUIJI_TESTS test_huiji)
endif()
