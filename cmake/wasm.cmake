# The pricing engine as WebAssembly: the pure files of the rooms it needs, one reactor module, plain C ABI.
# build/wasm/engine.wasm: the web build takes it from there and packs it.
include(${CMAKE_SOURCE_DIR}/cmake/wasm_kinds.cmake)
huiji_list_kinds(${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)

file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/pricing/*.cpp ${CMAKE_SOURCE_DIR}/src/promotions/*.cpp
     ${CMAKE_SOURCE_DIR}/src/kernel/*.cpp ${CMAKE_SOURCE_DIR}/src/wire/*.cpp ${CMAKE_SOURCE_DIR}/src/programs/wasm/*.cpp)
list(FILTER sources EXCLUDE REGEX "_(test|fuzz|bench|store|flow|api|client)\\.cpp$")
# Of the catalogue only what reads codes: import and pinyin tables stay on the server.
foreach(name barcode label_grammar element_string digital_link scan_code scanned_line)
  list(APPEND sources ${CMAKE_SOURCE_DIR}/src/catalog/${name}.cpp)
endforeach()

# Only Boost's headers, never the host's include folder: glibc's headers must not be found.
find_path(HUIJI_BOOST boost/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include)
file(CREATE_LINK ${HUIJI_BOOST}/boost ${CMAKE_BINARY_DIR}/include/boost SYMBOLIC)

add_executable(engine ${sources} ${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)
target_include_directories(engine PRIVATE ${CMAKE_SOURCE_DIR}/src ${CMAKE_BINARY_DIR}/include)
target_compile_options(engine PRIVATE -O2 -Wall -Wextra -Werror -fexceptions "SHELL:-Xclang -fignore-exceptions"
                       -fno-rtti -fvisibility=hidden -ffunction-sections)
target_compile_definitions(engine PRIVATE BOOST_SYSTEM_DISABLE_THREADS BOOST_NO_RTTI BOOST_JSON_NO_LIB NDEBUG)
target_link_options(engine PRIVATE -mexec-model=reactor -Wl,--strip-all -Wl,--fatal-warnings -Wl,--gc-sections -Wl,-z,stack-size=262144)
