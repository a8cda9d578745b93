# simulate: the simulated shop (./x sim).
file(GLOB sim_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sim/*.cpp)
add_executable(simulate ${sim_sources})
huiji_link_app(simulate)
target_link_libraries(simulate PRIVATE test_support)  # starts PostgreSQL
