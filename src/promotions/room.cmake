# The folder is the registration: every folder of kinds/ is listed for the engine, natively and in WebAssembly.
include(${CMAKE_SOURCE_DIR}/cmake/wasm_kinds.cmake)
huiji_list_kinds(${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)
target_sources(room_promotions PRIVATE ${CMAKE_BINARY_DIR}/generated/promotion_kinds.cpp)

# The engine is two rooms: prices call kinds, kinds speak the prices' types. Whoever links one gets both.
target_link_libraries(room_pricing PUBLIC room_promotions)
target_link_libraries(room_promotions PUBLIC room_pricing)
