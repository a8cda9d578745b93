# Boost.Beast takes half a minute to compile: the server is a library of its own (platform_http_server), which
# only the programs that listen link. Logging and metrics hide their libraries behind one file each.
get_target_property(platform_sources room_platform_io SOURCES)
list(FILTER platform_sources EXCLUDE REGEX "/http/beast_server\\.cpp$")
set_target_properties(room_platform_io PROPERTIES SOURCES "${platform_sources}")

add_library(platform_http_server STATIC ${CMAKE_SOURCE_DIR}/src/platform/http/beast_server.cpp)
target_precompile_headers(platform_http_server REUSE_FROM huiji_pch)
target_link_libraries(platform_http_server PUBLIC room_platform_io room_wire room_kernel Threads::Threads)

set_source_files_properties(${CMAKE_SOURCE_DIR}/src/platform/log.cpp PROPERTIES
  COMPILE_DEFINITIONS "SPDLOG_COMPILED_LIB;SPDLOG_SHARED_LIB;SPDLOG_FMT_EXTERNAL" SKIP_PRECOMPILE_HEADERS ON)
target_link_libraries(room_platform_io INTERFACE spdlog fmt prometheus-cpp-core z)
if(TARGET test_platform)
  target_link_libraries(test_platform PRIVATE platform_http_server)
endif()
