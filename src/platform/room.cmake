pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(POSTGRES REQUIRED IMPORTED_TARGET libpq)
find_package(date REQUIRED)
target_link_libraries(room_platform_io PRIVATE PkgConfig::SODIUM PkgConfig::SQLITE PkgConfig::POSTGRES date::date-tz)

# The numbered migrations become constants in migrations_sql.hpp.
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
set(migrations_header ${CMAKE_BINARY_DIR}/generated/migrations_sql.hpp)
add_custom_command(OUTPUT ${migrations_header}
  COMMAND ${CMAKE_COMMAND} -DDIRECTORY=${CMAKE_SOURCE_DIR}/migrations -DOUTPUT=${migrations_header}
          -P ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake
  DEPENDS ${migrations} ${CMAKE_SOURCE_DIR}/cmake/embed_migrations.cmake VERBATIM)
add_custom_target(sql_migrations DEPENDS ${migrations_header})
add_dependencies(room_platform_io sql_migrations)
include(${CMAKE_CURRENT_LIST_DIR}/http/http.cmake)
