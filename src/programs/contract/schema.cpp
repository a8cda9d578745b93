#include "programs/contract/schema.hpp"

#include <boost/json/array.hpp>

namespace huiji::contract {

namespace json = boost::json;
using wire::FieldRule;
using wire::Shape;
using wire::TypeInfo;

static const char* description_of(std::string_view name) {
  if (name == "Money") return "Whole 分 (fen): 100 is one yuan 元";
  if (name == "Quantity") return "Thousandths of the product's unit: 1000 is one piece or one kilogram";
  if (name == "Points") return "Whole points 积分; negative: points owed";
  if (name == "Percent") return "Basis points: 1300 is 13 %";
  if (name == "Instant") return "UTC milliseconds since 1970-01-01T00:00:00Z";
  if (name == "Uuid")
    return "An id (UUIDv7), made by whoever starts the action; the idempotency key of a write";
  if (name == "Date") return "A day, YYYY-MM-DD, without a time zone";
  return "";
}

static void limit(json::object& schema, std::int64_t low, std::int64_t high) {
  if (low != INT64_MIN) schema["minimum"] = low;
  if (high != INT64_MAX) schema["maximum"] = high;
}

static void limit_size(json::object& schema, const FieldRule& rule, const char* low, const char* high) {
  if (rule.min_length > 0) schema[low] = rule.min_length;
  if (rule.max_length != SIZE_MAX) schema[high] = rule.max_length;
}

// What a field's rule says beyond its type.
static void apply(json::object& schema, const TypeInfo& type, const FieldRule& rule) {
  if (type.shape == Shape::optional) return apply(schema, type.inner(), rule);
  if (type.shape == Shape::integer) limit(schema, rule.minimum, rule.maximum);
  if (type.shape == Shape::text) limit_size(schema, rule, "minLength", "maxLength");
  if (type.shape == Shape::list) limit_size(schema, rule, "minItems", "maxItems");
  if (!rule.pattern.empty()) schema["pattern"] = rule.pattern;
  std::string doc(rule.doc);
  if (type.shape == Shape::text && rule.max_length != SIZE_MAX)
    doc += (doc.empty() ? "" : ". ") + std::string("At most ") + std::to_string(rule.max_length) +
           " bytes of UTF-8";
  if (!doc.empty()) schema["description"] = doc;
}

static json::object or_null(json::object schema) {
  if (json::value* type = schema.if_contains("type")) {
    *type = json::array{*type, "null"};
    return schema;
  }
  json::array choices;
  choices.push_back(std::move(schema));
  choices.push_back(json::object{{"type", "null"}});
  return {{"anyOf", std::move(choices)}};
}

json::object Components::use_unnamed(const TypeInfo& type, const FieldRule* rule) {
  json::object schema;
  switch (type.shape) {
    case Shape::boolean:
      schema["type"] = "boolean";
      break;
    case Shape::integer:
      schema["type"] = "integer";
      limit(schema, type.minimum, type.maximum);
      break;
    case Shape::list:
      schema["type"] = "array";
      schema["items"] = use(type.inner());
      break;
    case Shape::json:
      schema["description"] = "JSON, passed through as it is";
      break;
    default:
      schema["type"] = "string";
  }
  if (rule) apply(schema, type, *rule);
  return schema;
}

json::object Components::use(const TypeInfo& type, const FieldRule* rule) {
  if (type.shape == Shape::optional) return or_null(use(type.inner(), rule));
  if (type.name.empty()) return use_unnamed(type, rule);
  const std::string name(type.name);
  const bool is_new = !components_.contains(name);
  if (is_new) components_[name];  // before its fields, which may name it again
  json::object schema = define(type);
  json::object& known = components_[name];
  if (is_new)
    known = std::move(schema);
  else if (!known.empty() && known != schema)
    clashes_.push_back(name);
  json::object reference{{"$ref", "#/components/schemas/" + name}};
  if (rule) apply(reference, type, *rule);
  return reference;
}

json::object Components::define(const TypeInfo& type) {
  if (type.shape == Shape::object) return define_object(type);
  json::object schema;
  if (type.shape == Shape::enumeration) {
    json::array names;
    for (const char* name : type.names) names.push_back(json::value(name));
    schema["type"] = "string";
    schema["enum"] = std::move(names);
    return schema;
  }
  schema["type"] = type.shape == Shape::integer ? "integer" : "string";
  if (!type.format.empty()) schema["format"] = type.format;
  if (!type.pattern.empty()) schema["pattern"] = type.pattern;
  if (type.shape == Shape::integer) limit(schema, type.minimum, type.maximum);
  if (const char* text = description_of(type.name); *text) schema["description"] = text;
  return schema;
}

json::object Components::define_object(const TypeInfo& type) {
  json::object properties;
  json::array required;
  for (const wire::Field& field : type.fields) {
    properties[field.name] = use(field.type(), field.rule);
    if (field.type().shape != Shape::optional) required.push_back(json::value(field.name));
  }
  json::object schema{{"type", "object"}};
  if (!required.empty()) schema["required"] = std::move(required);
  schema["properties"] = std::move(properties);
  schema["additionalProperties"] = false;
  return schema;
}

json::object Components::all() const {
  json::object sorted;
  for (const auto& [name, schema] : components_) sorted[name] = schema;
  return sorted;
}

}  // namespace huiji::contract
