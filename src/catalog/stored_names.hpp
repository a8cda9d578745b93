// How the catalogue's enumerations stand in its tables and files: the names of the wire.
#pragma once

#include <string_view>

#include "catalog/catalog_types.hpp"
#include "kernel/check.hpp"

namespace huiji::catalog {

inline std::string_view stored_name(UnitKind kind) { return kind == UnitKind::weight ? "weight" : "piece"; }
inline std::string_view stored_name(ProductState state) {
  return state == ProductState::retired ? "retired" : "active";
}
inline UnitKind unit_kind_from(std::string_view name) {
  HUIJI_CHECK(name == "piece" || name == "weight");
  return name == "weight" ? UnitKind::weight : UnitKind::piece;
}
inline ProductState state_from(std::string_view name) {
  HUIJI_CHECK(name == "active" || name == "retired");
  return name == "retired" ? ProductState::retired : ProductState::active;
}

}  // namespace huiji::catalog
