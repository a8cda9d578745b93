#include "programs/contract/openapi.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace huiji::contract {

namespace json = boost::json;
using http::Access;
using http::Route;

namespace {

std::vector<std::string> parameters_of(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    names.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
  return names;
}

json::object parameter_schema(std::string_view name) {
  if (name.ends_with("_id")) return {{"$ref", "#/components/schemas/Uuid"}};
  if (name == "date") return {{"$ref", "#/components/schemas/Date"}};
  return {{"type", "string"}};
}

json::array parameters(const Route& route) {
  json::array list;
  for (const std::string& name : parameters_of(route.path))
    list.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", parameter_schema(name)}});
  for (const http::QueryParameter& query : route.query) {
    json::object parameter{{"name", query.name}, {"in", "query"}, {"required", query.required}};
    if (!query.doc.empty()) parameter["description"] = query.doc;
    parameter["schema"] = parameter_schema(query.name);
    list.push_back(std::move(parameter));
  }
  return list;
}

json::array security(Access access) {
  const json::object session{{"session", json::array()}}, till{{"till", json::array()}};
  switch (access) {
    case Access::open:
      return json::array();
    case Access::session:
      return json::array{session};
    case Access::till:
      return json::array{till};
    case Access::till_or_session:
      return json::array{session, till};
  }
  return {};
}

// "PUT", "/v1/sales/{sale_id}" -> "put_sales_by_sale_id"
std::string operation_id(const Route& route) {
  std::string id;
  for (const char c : route.method) id += static_cast<char>(c + 32);
  std::string_view path = route.path;
  if (path.starts_with("/v1")) path.remove_prefix(3);
  for (const char c : path) {
    if (c == '/' || c == '-')
      id += '_';
    else if (c == '{')
      id += "by_";
    else if (c != '}')
      id += c;
  }
  return id;
}

std::string tag_of(std::string_view path) {
  if (!path.starts_with("/v1/")) return "operation";
  path.remove_prefix(4);
  return std::string(path.substr(0, path.find('/')));
}

json::object content(std::string_view type, json::object schema) {
  return {{type, {{"schema", std::move(schema)}}}};
}

json::object json_or_raw(const wire::TypeInfo* type, const std::string& raw, Components& components) {
  if (type) return content("application/json", components.use(*type));
  return content(raw, {{"type", "string"}, {"format", "binary"}});
}

json::object operation(const Route& route, Components& components) {
  json::object result{{"operationId", operation_id(route)},
                      {"summary", route.summary},
                      {"tags", json::array{tag_of(route.path)}},
                      {"security", security(route.access)}};
  if (route.right) {
    std::string name;
    wire::type_of<Right>().write_text(&*route.right, name);
    result["x-right"] = name;
  }
  if (json::array list = parameters(route); !list.empty()) result["parameters"] = std::move(list);
  if (route.body || !route.raw_body.empty())
    result["requestBody"] = {{"required", true},
                             {"content", json_or_raw(route.body, route.raw_body, components)}};
  json::object done{{"description", "Done"}};
  if (route.reply || !route.raw_reply.empty())
    done["content"] = json_or_raw(route.reply, route.raw_reply, components);
  result["responses"] = {{"200", std::move(done)}, {"default", {{"$ref", "#/components/responses/Refusal"}}}};
  return result;
}

json::object security_schemes() {
  return {{"session",
           {{"type", "http"},
            {"scheme", "bearer"},
            {"description", "The token of POST /v1/login; it ends, and can be revoked"}}},
          {"till",
           {{"type", "apiKey"},
            {"in", "header"},
            {"name", "Till-Token"},
            {"description", "The device token of PUT /v1/tills/{till_id}"}}}};
}

json::object refusal(Components& components) {
  return {
      {"description",
       "Refused. The family says what to do next, the code (errors.json) why, the texts say it to a person"},
      {"content", content("application/json", components.use(wire::type_of<http::ErrorBody>()))}};
}

}  // namespace

json::value openapi(const http::Router& router, Components& components, std::string_view version) {
  components.use(wire::type_of<Date>());
  components.use(wire::type_of<SaleId>());
  std::map<std::string, std::map<std::string, json::object>> sorted;
  for (const Route& route : router.routes()) {
    std::string method = operation_id(route);
    method.resize(method.find('_'));
    sorted[route.path][method] = operation(route, components);
  }
  json::object paths;
  for (auto& [path, methods] : sorted) {
    json::object item;
    for (auto& [method, described] : methods) item[method] = std::move(described);
    paths[path] = std::move(item);
  }
  json::object responses{{"Refusal", refusal(components)}};
  return {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Huiji 惠记"},
        {"version", version},
        {"summary", "Membership and checkout for supermarkets"},
        {"license", {{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}},
        {"description",
         "Generated from the C++ types by ./x contract. Writes are idempotent by the id in their path."}}},
      {"servers", json::array{{{"url", "/"}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"schemas", components.all()},
        {"responses", std::move(responses)},
        {"securitySchemes", security_schemes()}}}};
}

}  // namespace huiji::contract
