// What a C++ type looks like on the wire, as tables. A struct is described once (BOOST_DESCRIBE_STRUCT,
// enums BOOST_DESCRIBE_ENUM); the tables drive JSON reading with exact error paths, JSON writing, the
// OpenAPI 3.1 schema and the WebAssembly boundary. optional<T> may be missing or null; every other field
// is required; unknown fields are refused. Limits on a field stand in a Rules<T> specialisation.
#pragma once

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "kernel/id.hpp"
#include "kernel/money.hpp"
#include "kernel/percent.hpp"
#include "kernel/points.hpp"
#include "kernel/quantity.hpp"
#include "kernel/time.hpp"

namespace huiji::wire {

enum class Shape { boolean, integer, text, enumeration, optional, list, object, json };

struct TypeInfo;

// Narrower limits for one field; zeroes mean "as the type says".
struct FieldRule {
  std::string_view field;
  std::int64_t minimum = INT64_MIN;
  std::int64_t maximum = INT64_MAX;
  std::size_t min_length = 0;  // bytes of text, items of a list
  std::size_t max_length = SIZE_MAX;
  std::string_view pattern = {};  // ECMAScript, for the schema; the room checks it in code
  std::string_view doc = {};      // English, for the schema
};

template <class T>
struct Rules {
  static constexpr std::span<const FieldRule> list{};
};

struct Field {
  const char* name;
  const TypeInfo& (*type)();
  void* (*member)(void* object);
  const FieldRule* rule;  // or null
};

struct TypeInfo {
  Shape shape;
  std::string_view name;  // component name of objects, enumerations and value types; may be empty
  // boolean, integer, text (value types convert from and to these)
  bool (*read_integer)(void*, std::int64_t) = nullptr;
  std::int64_t (*write_integer)(const void*) = nullptr;
  std::int64_t minimum = INT64_MIN, maximum = INT64_MAX;
  bool (*read_text)(void*, std::string_view) = nullptr;
  void (*write_text)(const void*, std::string&) = nullptr;
  std::string_view format = {}, pattern = {};
  // enumeration: names in declaration order (read_text and write_text serve it)
  std::span<const char* const> names = {};
  // optional and list
  const TypeInfo& (*inner)() = nullptr;
  const void* (*value)(const void*) = nullptr;  // optional: null when empty
  void* (*emplace)(void*) = nullptr;            // optional: fresh value; list: appended value
  void (*clear)(void*) = nullptr;
  std::size_t (*size)(const void*) = nullptr;
  const void* (*item)(const void*, std::size_t) = nullptr;
  // object
  std::span<const Field> fields = {};
};

// JSON that passes through untouched (a promotion kind's parameters): compact text.
struct Json {
  std::string text = "{}";
  friend bool operator==(const Json&, const Json&) = default;
};

template <class T>
const TypeInfo& type_of();

namespace detail {

// The type's own name without namespaces, from the compiler's pretty function: "…T = ns::Name]".
template <class T>
constexpr std::string_view bare_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  const std::size_t start = text.find("T = ") + 4;
  text = text.substr(start, text.find_first_of(";]", start) - start);
  if (const std::size_t colon = text.rfind("::"); colon != std::string_view::npos)
    text = text.substr(colon + 2);
  return text;
}

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {
  using inner = T;
};
template <class T>
struct is_list : std::false_type {};
template <class T>
struct is_list<std::vector<T>> : std::true_type {
  using inner = T;
};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T, std::int64_t T::*value, std::int64_t low, std::int64_t high>
constexpr TypeInfo integer_value(std::string_view name) {
  TypeInfo info{Shape::integer, name};
  info.minimum = low, info.maximum = high;
  info.read_integer = [](void* to, std::int64_t number) {
    static_cast<T*>(to)->*value = number;
    return true;
  };
  info.write_integer = [](const void* from) { return static_cast<const T*>(from)->*value; };
  return info;
}

template <class T>
TypeInfo plain_integer() {
  TypeInfo info{Shape::integer, {}};
  info.minimum = std::max<std::int64_t>(std::numeric_limits<T>::min(), -((std::int64_t{1} << 53) - 1));
  info.maximum = static_cast<std::int64_t>(std::min<std::uint64_t>(
      static_cast<std::uint64_t>(std::numeric_limits<T>::max()), (std::uint64_t{1} << 53) - 1));
  info.read_integer = [](void* to, std::int64_t number) {
    *static_cast<T*>(to) = static_cast<T>(number);
    return true;
  };
  info.write_integer = [](const void* from) {
    return static_cast<std::int64_t>(*static_cast<const T*>(from));
  };
  return info;
}

template <class T>
TypeInfo id_value() {
  TypeInfo info{Shape::text, "Uuid"};
  info.format = "uuid";
  info.read_text = [](void* to, std::string_view text) {
    auto id = T::parse(text);
    if (id) *static_cast<T*>(to) = *id;
    return id.has_value();
  };
  info.write_text = [](const void* from, std::string& out) { out += static_cast<const T*>(from)->text(); };
  return info;
}

template <class T>
TypeInfo enumeration() {
  using Names = boost::describe::describe_enumerators<T>;
  static const auto names = [] {
    std::vector<const char*> list;
    boost::mp11::mp_for_each<Names>([&](auto e) { list.push_back(e.name); });
    return list;
  }();
  TypeInfo info{Shape::enumeration, bare_name<T>()};
  info.names = names;
  info.read_text = [](void* to, std::string_view text) {
    bool found = false;
    boost::mp11::mp_for_each<Names>([&](auto e) {
      if (text == e.name) *static_cast<T*>(to) = e.value, found = true;
    });
    return found;
  };
  info.write_text = [](const void* from, std::string& out) {
    boost::mp11::mp_for_each<Names>([&](auto e) {
      if (*static_cast<const T*>(from) == e.value) out += e.name;
    });
  };
  return info;
}

template <class T>
TypeInfo optional_of() {
  using Inner = typename is_optional<T>::inner;
  TypeInfo info{Shape::optional, {}};
  info.inner = &type_of<Inner>;
  info.value = [](const void* from) -> const void* {
    const auto& value = *static_cast<const T*>(from);
    return value ? &*value : nullptr;
  };
  info.emplace = [](void* to) -> void* { return &static_cast<T*>(to)->emplace(); };
  info.clear = [](void* to) { static_cast<T*>(to)->reset(); };
  return info;
}

template <class T>
TypeInfo list_of() {
  using Inner = typename is_list<T>::inner;
  static_assert(!std::is_same_v<Inner, bool>, "a vector<bool> has no addressable items");
  TypeInfo info{Shape::list, {}};
  info.inner = &type_of<Inner>;
  info.emplace = [](void* to) -> void* { return &static_cast<T*>(to)->emplace_back(); };
  info.clear = [](void* to) { static_cast<T*>(to)->clear(); };
  info.size = [](const void* from) { return static_cast<const T*>(from)->size(); };
  info.item = [](const void* from, std::size_t i) -> const void* {
    return &(*static_cast<const T*>(from))[i];
  };
  return info;
}

template <class T>
TypeInfo object() {
  namespace describe = boost::describe;
  using Members = describe::describe_members<T, describe::mod_public>;
  static const auto fields = [] {
    std::vector<Field> list;
    boost::mp11::mp_for_each<Members>([&](auto d) {
      using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
      const FieldRule* rule = nullptr;
      for (const FieldRule& candidate : Rules<T>::list)
        if (candidate.field == d.name) rule = &candidate;
      list.push_back({d.name, &type_of<Member>,
                      [](void* object) -> void* { return &(static_cast<T*>(object)->*decltype(d)::pointer); },
                      rule});
    });
    return list;
  }();
  TypeInfo info{Shape::object, bare_name<T>()};
  info.fields = fields;
  return info;
}

template <class T>
TypeInfo make() {
  if constexpr (std::is_same_v<T, bool>) {
    TypeInfo info{Shape::boolean, {}};
    info.read_integer = [](void* to, std::int64_t n) { return *static_cast<bool*>(to) = n != 0, true; };
    info.write_integer = [](const void* from) { return std::int64_t{*static_cast<const bool*>(from)}; };
    return info;
  } else if constexpr (std::is_same_v<T, std::string>) {
    TypeInfo info{Shape::text, {}};
    info.read_text = [](void* to, std::string_view text) { return *static_cast<T*>(to) = text, true; };
    info.write_text = [](const void* from, std::string& out) { out += *static_cast<const T*>(from); };
    return info;
  } else if constexpr (std::is_same_v<T, Json>) {
    return TypeInfo{Shape::json, {}};
  } else if constexpr (std::is_same_v<T, Money>) {
    return integer_value<Money, &Money::minor, -kMoneyLimit, kMoneyLimit>("Money");
  } else if constexpr (std::is_same_v<T, Quantity>) {
    return integer_value<Quantity, &Quantity::thousandths, -kQuantityLimit, kQuantityLimit>("Quantity");
  } else if constexpr (std::is_same_v<T, Points>) {
    return integer_value<Points, &Points::count, -kMoneyLimit, kMoneyLimit>("Points");
  } else if constexpr (std::is_same_v<T, Percent>) {
    return integer_value<Percent, &Percent::basis_points, 0, 10000>("Percent");
  } else if constexpr (std::is_same_v<T, Instant>) {
    return integer_value<Instant, &Instant::ms, 0, std::int64_t{253402300799999}>("Instant");
  } else if constexpr (std::is_same_v<T, Date>) {
    TypeInfo info{Shape::text, "Date"};
    info.format = "date";
    info.read_text = [](void* to, std::string_view text) {
      auto date = parse_date(text);
      if (date) *static_cast<Date*>(to) = *date;
      return date.has_value();
    };
    info.write_text = [](const void* from, std::string& out) {
      out += to_text(*static_cast<const Date*>(from));
    };
    return info;
  } else if constexpr (is_id<T>::value) {
    return id_value<T>();
  } else if constexpr (is_optional<T>::value) {
    return optional_of<T>();
  } else if constexpr (is_list<T>::value) {
    return list_of<T>();
  } else if constexpr (std::is_enum_v<T>) {
    return enumeration<T>();
  } else if constexpr (std::is_integral_v<T>) {
    return plain_integer<T>();
  } else {
    static_assert(boost::describe::has_describe_members<T>::value, "describe the struct first");
    return object<T>();
  }
}

}  // namespace detail

template <class T>
const TypeInfo& type_of() {
  static const TypeInfo info = detail::make<T>();
  return info;
}

}  // namespace huiji::wire
