// GS1 Digital Link (网址型商品二维码): a web address that holds a trade item, on any host and below any path:
// https://example.com/shop/01/06921168509256/10/LOT1?17=261231. Qualifiers follow the item in the path, other
// AIs stand in the query; keys that we do not know are ignored, as the standard asks. The host is never
// contacted. Refused: addresses without a trade item, and known AIs with wrong values.
#pragma once

#include <string_view>
#include <vector>

#include "catalog/element_string.hpp"

namespace huiji::catalog {

bool is_web_address(std::string_view text);
Result<std::vector<CodeElement>> parse_digital_link(std::string_view text);

}  // namespace huiji::catalog
