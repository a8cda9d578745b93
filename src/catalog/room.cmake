# Search quality on lists of names, by hand: see pinyin_bench.cpp.
add_executable(pinyin_recall EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/pinyin_bench.cpp)
target_link_libraries(pinyin_recall PRIVATE room_catalog room_kernel)
pkg_check_modules(CATALOG_SHEETS REQUIRED IMPORTED_TARGET libzip pugixml xlsxwriter)
target_link_libraries(room_catalog_io PRIVATE PkgConfig::CATALOG_SHEETS)

if(HUIJI_FUZZ)
  foreach(name import scan_code)
    add_executable(fuzz_${name} EXCLUDE_FROM_ALL ${CMAKE_CURRENT_LIST_DIR}/${name}_fuzz.cpp)
    target_link_libraries(fuzz_${name} PRIVATE room_catalog room_wire room_kernel)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
endif()
