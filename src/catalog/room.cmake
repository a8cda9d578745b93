# Search quality on lists of names, by hand: see pinyin_bench.cpp.
add_executable(pinyin_recall EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/pinyin_bench.cpp)
target_link_libraries(pinyin_recall PRIVATE room_catalog room_kernel)
pkg_check_modules(CATALOG_SHEETS REQUIRED IMPORTED_TARGET libzip pugixml xlsxwriter)
target_link_libraries(room_catalog_io PRIVATE PkgConfig::CATALOG_SHEETS)
