include(tests/bench/bench.cmake)
