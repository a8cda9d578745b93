#include "platform/db/array_insert.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

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

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n;");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n;") - first + 1);
}

// The items of a list, split at the commas outside of parentheses and quotes.
std::vector<std::string_view> items(std::string_view list) {
  std::vector<std::string_view> all;
  std::size_t from = 0;
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] == '\'') quoted = !quoted;
    if (i < list.size() && !quoted) depth += (list[i] == '(') - (list[i] == ')');
    if (i == list.size() || (list[i] == ',' && depth == 0 && !quoted)) {
      all.push_back(trimmed(list.substr(from, i - from)));
      from = i + 1;
    }
  }
  return all;
}

// The statement cut into what the rewriting needs; views into the plain text.
struct Parts {
  std::vector<std::string_view> columns, expressions;
  std::string_view head, expression_list, tail;  // INSERT INTO t (…), $1, …, ON CONFLICT …
};

std::optional<std::string_view> parenthesised(std::string_view text, std::size_t from) {
  const auto open = text.find('(', from);
  if (open == text.npos || !trimmed(text.substr(from, open - from)).empty()) return {};
  const auto close = closing(text, open);
  if (close == text.npos) return {};
  return text.substr(open + 1, close - open - 1);
}

std::optional<Parts> cut(std::string_view text) {
  const auto values = find_word(text, "VALUES");
  const auto open = text.find('(');
  if (values == text.npos || open == text.npos || open > values) return {};
  const auto columns = parenthesised(text, open), expressions = parenthesised(text, values + 6);
  if (!columns || !expressions) return {};
  const auto end = static_cast<std::size_t>(expressions->data() + expressions->size() + 1 - text.data());
  return Parts{items(*columns), items(*expressions), text.substr(0, values), *expressions, text.substr(end)};
}

// The parameters that hold the columns of ON CONFLICT (…). None: not each of them is a plain parameter or a
// constant.
std::optional<std::vector<std::size_t>> key_of(const Parts& parts, std::string_view conflict_columns) {
  std::vector<std::size_t> key;
  for (const std::string_view column : items(conflict_columns)) {
    const auto at = std::find(parts.columns.begin(), parts.columns.end(), column) - parts.columns.begin();
    if (static_cast<std::size_t>(at) >= parts.expressions.size()) return {};
    const std::string_view expression = parts.expressions[static_cast<std::size_t>(at)];
    if (expression.find('$') == expression.npos) continue;
    std::size_t number = 0;
    const auto* end = expression.data() + expression.size();
    if (std::from_chars(expression.data() + 1, end, number).ptr != end || number == 0) return {};
    key.push_back(number - 1);
  }
  return key;
}

// What follows VALUES (…): nothing, ON CONFLICT … DO NOTHING or ON CONFLICT (…) DO UPDATE. The key in which
// rows must differ; none: anything else.
std::optional<std::vector<std::size_t>> key_of_tail(const Parts& parts) {
  const std::string_view tail = trimmed(parts.tail);
  if (tail.empty()) return std::vector<std::size_t>{};
  const auto conflict = find_word(tail, "CONFLICT");
  if (find_word(tail, "ON") != 0 || conflict == tail.npos || tail.find('$') != tail.npos) return {};
  if (find_word(tail, "UPDATE") == tail.npos) return std::vector<std::size_t>{};
  const auto columns = parenthesised(tail, conflict + 8);
  if (!columns) return {};
  auto key = key_of(parts, *columns);
  if (key && key->empty()) return {};  // constants only: every row is the same
  return key;
}

}  // namespace

bool begins_with_select(std::string_view sql) {
  const std::string text = plain(sql);
  const auto first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text.compare(first, 6, "SELECT") == 0;
}

std::optional<ArrayInsert> insert_over_arrays(std::string_view sql, std::span<const std::string_view> types) {
  const std::string text = plain(sql);
  if (types.empty() || text.find('"') != text.npos) return {};
  if (find_word(text, "INSERT") != text.find_first_not_of(" \t\r\n")) return {};
  if (find_word(text, "RETURNING") != text.npos || find_word(text, "SELECT") != text.npos) return {};
  const auto parts = cut(text);
  if (!parts) return {};
  const auto key = key_of_tail(*parts);
  if (!key) return {};
  std::string arrays, names;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i].empty()) return {};
    const std::string comma = i == 0 ? "" : ", ", number = std::to_string(i + 1);
    arrays += comma + "$" + number + "::" + std::string(types[i]) + "[]";
    names += comma + "p" + number;
  }
  return ArrayInsert{std::string(parts->head) + "SELECT " + with_names(parts->expression_list) +
                         " FROM unnest(" + arrays + ") AS the_rows(" + names + ")" + std::string(parts->tail),
                     *key};
}

}  // namespace huiji::db
