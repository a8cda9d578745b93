// The text of demo_goods_data.cpp; demo_catalog() reads it.
#pragma once

#include <string_view>

namespace huiji::catalog {

extern const std::string_view kDemoGoods;

}  // namespace huiji::catalog
