# The tests replay a shop of the checkout's tests.
target_sources(test_insight PRIVATE ${CMAKE_SOURCE_DIR}/src/checkout/test_shop_test.cpp)
