# The folder is the registration: every folder of kinds/ is listed for the engine, natively and in WebAssembly.
include(${CMAKE_SOURCE_DIR}/cmake/wasm_kinds.cmake)
huiji_list_kinds(${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)
target_sources(room_promotions PRIVATE ${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)
