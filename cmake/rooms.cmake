# A room becomes up to three targets:
#   room_<name>     pure files (no suffix): no database, no clock, no network; also compiled to WebAssembly
#   room_<name>_io  *_store.cpp *_flow.cpp *_api.cpp *_client.cpp, and all of platform
#   test_<name>     *_test.cpp beside the code
# A room's own src/<name>/room.cmake may add libraries or generated files.
include_directories(${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/generated)
set(HUIJI_ROOMS "" CACHE INTERNAL "")

# One precompiled header for all: the standard library and the describe machinery.
file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp.in "// anchors the precompiled header\n")
configure_file(${CMAKE_BINARY_DIR}/pch.cpp.in ${CMAKE_BINARY_DIR}/pch.cpp COPYONLY)
add_library(huiji_pch STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
target_precompile_headers(huiji_pch PRIVATE
  <algorithm> <array> <cstdint> <functional> <map> <memory> <optional> <span> <string> <string_view>
  <unordered_map> <variant> <vector> <boost/describe.hpp> <boost/mp11/algorithm.hpp>)

function(huiji_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES" ${ARGN})
  set(directory ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${directory}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz|bench)\\.cpp$")
  set(io ${sources})
  if(NOT name STREQUAL "platform")
    list(FILTER io INCLUDE REGEX "_(store|flow|api|client)\\.cpp$")
    list(FILTER sources EXCLUDE REGEX "_(store|flow|api|client)\\.cpp$")
  else()
    set(sources "")
  endif()

  set(libraries "")
  if(sources)
    add_library(room_${name} STATIC ${sources})
    target_precompile_headers(room_${name} REUSE_FROM huiji_pch)
    target_link_libraries(room_${name} PUBLIC ${ROOM_LIBRARIES})
    list(APPEND libraries room_${name})
  endif()
  file(GLOB sql CONFIGURE_DEPENDS ${directory}/sql/*.sql)
  if(sql)
    set(header ${CMAKE_BINARY_DIR}/generated/${name}_sql.hpp)
    string(MD5 list "${sql}")  # so that a removed file is noticed
    add_custom_command(OUTPUT ${header}.stamp BYPRODUCTS ${header}
      COMMAND ${CMAKE_COMMAND} -DROOM=${name} -DDIRECTORY=${directory}/sql -DOUTPUT=${header} -DLIST=${list}
              -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
      COMMAND ${CMAKE_COMMAND} -E touch ${header}.stamp
      DEPENDS ${sql} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake VERBATIM)
    add_custom_target(sql_${name} DEPENDS ${header}.stamp)
    set_property(GLOBAL APPEND PROPERTY HUIJI_SQL_ROOMS ${name})
  endif()
  if(io)
    add_library(room_${name}_io STATIC ${io})
    target_precompile_headers(room_${name}_io REUSE_FROM huiji_pch)
    if(sources)
      target_link_libraries(room_${name}_io PUBLIC room_${name})
    endif()
    if(sql)
      add_dependencies(room_${name}_io sql_${name})
    endif()
    list(APPEND libraries room_${name}_io)
  endif()
  set(HUIJI_LIBRARIES_${name} ${libraries} CACHE INTERNAL "")

  set(used "")
  foreach(other IN LISTS ROOM_USES)
    list(APPEND used ${HUIJI_LIBRARIES_${other}})
  endforeach()
  set(HUIJI_USES_${name} ${ROOM_USES} CACHE INTERNAL "")
  set(HUIJI_ROOMS ${HUIJI_ROOMS} ${name} CACHE INTERNAL "")

  # A test may look into generated SQL of every room it uses.
  if(tests)
    add_executable(test_${name} ${tests})
    target_precompile_headers(test_${name} REUSE_FROM huiji_pch)
    if(NOT name MATCHES "^(kernel|wire)$" AND TARGET test_support)
      target_link_libraries(test_${name} PRIVATE test_support)
    endif()
    target_link_libraries(test_${name} PRIVATE
      -Wl,--start-group ${libraries} ${used} -Wl,--end-group gtest_main gtest rapidcheck Threads::Threads)
    set_property(GLOBAL APPEND PROPERTY HUIJI_TESTS test_${name})
  endif()
  if(EXISTS ${directory}/room.cmake)
    include(${directory}/room.cmake)
  endif()
endfunction()

# Links a program with whole rooms (and what they use) in one group, so that order does not matter.
function(huiji_link target)
  set(all "")
  foreach(name IN LISTS ARGN)
    list(APPEND all ${HUIJI_LIBRARIES_${name}})
    foreach(other IN LISTS HUIJI_USES_${name})
      list(APPEND all ${HUIJI_LIBRARIES_${other}})
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES all)
  target_precompile_headers(${target} REUSE_FROM huiji_pch)
  target_link_libraries(${target} PRIVATE -Wl,--start-group ${all} -Wl,--end-group Threads::Threads)
endfunction()
