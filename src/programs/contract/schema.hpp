// JSON Schema (2020-12, as OpenAPI 3.1 uses it) from the tables that also read and write the JSON, so that
// the document can't say something else than the program does. Objects, enumerations and value types become
// named components; two different types of one name are refused.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "wire/type_info.hpp"

namespace huiji::contract {

class Components {
 public:
  // The schema where the type is used: a reference for what has a name. Adds the component if it is new.
  boost::json::object use(const wire::TypeInfo& type, const wire::FieldRule* rule = nullptr);

  boost::json::object all() const;  // sorted by name
  const std::vector<std::string>& clashes() const { return clashes_; }

 private:
  boost::json::object define(const wire::TypeInfo& type);
  boost::json::object define_object(const wire::TypeInfo& type);
  boost::json::object use_unnamed(const wire::TypeInfo& type, const wire::FieldRule* rule);

  std::map<std::string, boost::json::object> components_;
  std::vector<std::string> clashes_;
};

}  // namespace huiji::contract
