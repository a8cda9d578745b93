#include "platform/db/array_insert.hpp"

#include <cctype>

namespace huiji::db {

namespace {

// The statement without comments, in one case outside of quotes, so that it can be searched for words.
std::string plain(std::string_view sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql.substr(i, 2) == "--") {
      while (i < sql.size() && sql[i] != '\n') ++i;
      out += '\n';
    } else if (sql[i] == '\'') {
      const auto close = sql.find('\'', i + 1);
      const auto end = close == sql.npos ? sql.size() : close + 1;
      out += sql.substr(i, end - i);
      i = end - 1;
    } else {
      out += static_cast<char>(std::toupper(static_cast<unsigned char>(sql[i])));
    }
  }
  return out;
}

bool is_word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
  for (auto at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool starts = at == 0 || !is_word_character(text[at - 1]);
    if (starts && (end == text.size() || !is_word_character(text[end]))) return at;
  }
  return text.npos;
}

std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '\'') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i;
  }
  return text.npos;
}

// $3 -> p3, outside of quotes
std::string with_names(std::string_view expressions) {
  std::string out;
  bool quoted = false;
  for (const char c : expressions) {
    if (c == '\'') quoted = !quoted;
    out += c == '$' && !quoted ? 'p' : c;
  }
  return out;
}

// Nothing, or ON CONFLICT … DO NOTHING, without parameters.
bool may_follow(std::string_view after) {
  const auto first = after.find_first_not_of(" \t\r\n;");
  return first == after.npos || (after.substr(first, 2) == "ON" && after.find('$') == after.npos);
}

}  // namespace

bool begins_with_select(std::string_view sql) {
  const std::string text = plain(sql);
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text.compare(first, 6, "SELECT") == 0;
}

std::optional<std::string> insert_over_arrays(std::string_view sql, std::span<const std::string_view> types) {
  const std::string text = plain(sql);
  if (types.empty() || text.find('"') != text.npos) return {};
  if (find_word(text, "INSERT") != text.find_first_not_of(" \t\r\n")) return {};
  if (find_word(text, "UPDATE") != text.npos || find_word(text, "RETURNING") != text.npos) return {};
  const auto values = find_word(text, "VALUES");
  if (values == text.npos) return {};
  const auto open = text.find_first_not_of(" \t\r\n", values + 6);
  const auto close = open != text.npos && text[open] == '(' ? closing(text, open) : text.npos;
  if (close == text.npos || !may_follow(std::string_view(text).substr(close + 1))) return {};
  std::string arrays, names;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].empty()) return {};
    const std::string comma = i == 0 ? "" : ", ", number = std::to_string(i + 1);
    arrays += comma + "$" + number + "::" + std::string(types[i]) + "[]";
    names += comma + "p" + number;
  }
  return text.substr(0, values) + "SELECT " +
         with_names(std::string_view(text).substr(open + 1, close - open - 1)) + " FROM unnest(" + arrays +
         ") AS the_rows(" + names + ")" + text.substr(close + 1);
}

}  // namespace huiji::db
