#include "catalog/pinyin.hpp"

#include <unordered_map>

#include "catalog/pinyin_table.hpp"
#include "kernel/check.hpp"

namespace huiji::catalog {
namespace {

constexpr char32_t kFirst = 0x4E00;
constexpr char32_t kLast = 0x9FFF;
constexpr char32_t kInvalid = 0xFFFD;
constexpr std::size_t kLongestWord = 5;  // characters

struct Character {
  char32_t code = 0;
  std::size_t start = 0;  // in the text
  std::size_t end = 0;
};

// One UTF-8 character at `at`; a broken byte counts as a character of its own.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (length == 1) return {lead, at, at + 1};
  if (length == 0 || at + length > text.size()) return {kInvalid, at, at + 1};
  char32_t code = lead & (0x7F >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return {kInvalid, at, at + 1};
    code = code << 6 | (byte(at + i) & 0x3F);
  }
  return {code, at, at + length};
}

// Full-width forms of ASCII, and the ideographic space.
char32_t half_width(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;
  return code == 0x3000 ? U' ' : code;
}

char32_t lower(char32_t code) { return code >= 'A' && code <= 'Z' ? code + 32 : code; }
bool is_letter_or_digit(char32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

std::size_t digit_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0');
  if (c >= 'A' && c <= 'Z') return static_cast<std::size_t>(c - 'A') + 10;
  if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a') + 36;
  return c == '-' ? 62 : 63;
}
std::size_t set_number(std::string_view name) { return digit_value(name[0]) * 64 + digit_value(name[1]); }

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

class Table {
 public:
  static const Table& get() {
    static const Table table;
    return table;
  }
  const std::vector<std::string_view>* of_character(char32_t code) const {
    if (code < kFirst || code > kLast) return nullptr;
    const auto& set = sets_[set_number(kCharacterReadings.substr((code - kFirst) * 2, 2))];
    return set.empty() ? nullptr : &set;
  }
  // The names of the reading sets of a word's characters, or nothing.
  static std::string_view find(const std::unordered_map<std::string_view, std::string_view>& words,
                               std::string_view word) {
    const auto found = words.find(word);
    return found == words.end() ? std::string_view{} : found->second;
  }
  std::string_view word(std::string_view text) const { return find(words_, text); }
  std::string_view surname(std::string_view text) const { return find(surnames_, text); }
  const std::vector<std::string_view>& named(std::string_view name) const { return sets_[set_number(name)]; }

 private:
  Table() {
    for (std::string_view set : split(kReadingSets, ';')) sets_.push_back(split(set, ' '));
    load(kWordReadings, words_);
    load(kSurnameReadings, surnames_);
    HUIJI_CHECK(kCharacterReadings.size() == (kLast - kFirst + 1) * 2);
  }
  static void load(std::string_view table, std::unordered_map<std::string_view, std::string_view>& words) {
    for (std::string_view entry : split(table, ' ')) {
      std::size_t characters = 0, at = 0;  // three bytes each, then two digits each
      while (at < entry.size() && static_cast<unsigned char>(entry[at]) >= 0x80)
        at = character_at(entry, at).end, ++characters;
      HUIJI_CHECK(entry.size() == at + characters * 2);
      words.emplace(entry.substr(0, at), entry.substr(at));
    }
  }
  std::vector<std::vector<std::string_view>> sets_;
  std::unordered_map<std::string_view, std::string_view> words_, surnames_;
};

using Choices = std::vector<std::vector<std::string_view>>;  // readings of each sounding unit, usual first

// Alternatives with fewer unusual readings come first, and stay when there are too many.
class Alternatives {
 public:
  void append(const std::vector<std::string_view>& readings) {
    std::vector<Candidate> next;
    for (const Candidate& candidate : candidates_)
      for (std::size_t i = 0; i < readings.size(); ++i)
        next.push_back({candidate.text + std::string(readings[i]), candidate.unusual + (i > 0)});
    std::stable_sort(next.begin(), next.end(),
                     [](const Candidate& a, const Candidate& b) { return a.unusual < b.unusual; });
    if (next.size() > kMaxReadings) next.resize(kMaxReadings);
    candidates_ = std::move(next);
  }
  std::vector<std::string> take() {
    std::vector<std::string> texts;
    for (Candidate& candidate : candidates_) texts.push_back(std::move(candidate.text));
    return texts;
  }

 private:
  struct Candidate {
    std::string text;
    int unusual = 0;
  };
  std::vector<Candidate> candidates_{{}};
};

std::vector<std::string_view> first_letters(const std::vector<std::string_view>& readings) {
  std::vector<std::string_view> letters;
  for (std::string_view reading : readings)
    if (std::find(letters.begin(), letters.end(), reading.substr(0, 1)) == letters.end())
      letters.push_back(reading.substr(0, 1));
  return letters;
}

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> characters;
  for (std::size_t at = 0; at < text.size();) {
    characters.push_back(character_at(text, at));
    at = characters.back().end;
  }
  return characters;
}

// The longest listed word that starts at character `at`: how many characters, and their readings.
std::pair<std::size_t, std::string_view> longest_word(std::string_view text,
                                                      const std::vector<Character>& characters,
                                                      std::size_t at, bool surname) {
  const Table& table = Table::get();
  for (std::size_t length = std::min(kLongestWord, characters.size() - at); length >= 1; --length) {
    const std::size_t start = characters[at].start;
    const std::string_view word = text.substr(start, characters[at + length - 1].end - start);
    const std::string_view sets = surname ? table.surname(word) : table.word(word);
    if (!sets.empty()) return {length, sets};
  }
  return {0, {}};
}

// A word's reading; of a given name (where parents choose freely) the character's other ones as well.
std::vector<std::string_view> decided(std::string_view set, char32_t code, bool open) {
  const Table& table = Table::get();
  std::vector<std::string_view> readings = table.named(set);
  const auto* others = table.of_character(code);
  if (!open || !others) return readings;
  for (std::string_view other : *others)
    if (std::find(readings.begin(), readings.end(), other) == readings.end()) readings.push_back(other);
  return readings;
}

// A letter or digit stands for itself; punctuation for nothing.
std::vector<std::string_view> undecided(char32_t character) {
  static constexpr std::string_view kAscii = "0123456789abcdefghijklmnopqrstuvwxyz";
  if (const auto* readings = Table::get().of_character(character)) return *readings;
  const char32_t code = lower(half_width(character));
  if (!is_letter_or_digit(code)) return {};
  return {kAscii.substr(code <= '9' ? code - '0' : code - 'a' + 10, 1)};
}

Choices choices_of(std::string_view text, TextKind kind) {
  const std::vector<Character> characters = characters_of(text);
  Choices choices;
  for (std::size_t at = 0; at < characters.size();) {
    const bool surname = kind == TextKind::person && at == 0;
    const auto [length, sets] = longest_word(text, characters, at, surname);
    for (std::size_t i = 0; i < length; ++i)
      choices.push_back(
          decided(sets.substr(i * 2, 2), characters[at + i].code, kind == TextKind::person && !surname));
    if (length == 0)
      if (auto readings = undecided(characters[at].code); !readings.empty())
        choices.push_back(std::move(readings));
    at += std::max<std::size_t>(length, 1);
  }
  return choices;
}

void append_utf8(std::string& out, std::string_view text, const Character& character) {
  if (character.code == kInvalid) return;  // dropped space could join broken bytes into a character
  const char32_t code = lower(half_width(character.code));
  if (code == ' ' || code == '\t' || code == '\r' || code == '\n' || code == 0xA0) return;
  if (code < 0x80)
    out += static_cast<char>(code);
  else
    out += text.substr(character.start, character.end - character.start);
}

}  // namespace

SearchReadings readings(std::string_view utf8, TextKind kind) {
  Alternatives initials, full;
  for (const auto& choice : choices_of(utf8, kind)) {
    initials.append(first_letters(choice));
    full.append(choice);
  }
  return {initials.take(), full.take()};
}

std::string fold(std::string_view utf8) {
  std::string out;
  for (const Character& character : characters_of(utf8)) append_utf8(out, utf8, character);
  return out;
}

std::string search_key(std::string_view name, std::string_view spec, std::string_view code) {
  std::string key = fold(name) + fold(spec) + ' ' + fold(code);
  const SearchReadings found = readings(name);
  for (const auto* texts : {&found.initials, &found.full})
    for (const std::string& text : *texts)
      if (!text.empty()) key += ' ' + text;
  return key;
}

}  // namespace huiji::catalog
