// How often the expected search keys are found, on CSV files with the columns name (or product), …, initials:
//   ./x build development pinyin_recall && build/development/pinyin_recall names.csv polyphonic_surnames.csv
//   …
// A file whose name speaks of names is read as names of people. Prints per file the share whose initials are
// among those offered, the share where they are offered first, and the same of the full pinyin.
#include <algorithm>
#include <fstream>
#include <iostream>

#include "catalog/pinyin.hpp"

namespace {

using namespace huiji::catalog;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (char c : line)
    if (c == ',')
      cells.emplace_back();
    else if (c != '\r')
      cells.back() += c;
  return cells;
}

std::size_t column(const std::vector<std::string>& heading, std::string_view name) {
  return static_cast<std::size_t>(std::find(heading.begin(), heading.end(), name) - heading.begin());
}

// The lists keep capitals and punctuation; a search does not.
std::string plain(const std::string& text) {
  std::string plain;
  for (char c : fold(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  return plain;
}

struct Score {
  int rows = 0, initials_found = 0, initials_first = 0, full_found = 0;
};

Score score(std::ifstream& file, TextKind kind, bool verbose) {
  std::string line;
  std::getline(file, line);
  const auto heading = cells(line);
  const std::size_t initials = column(heading, "initials"), full = column(heading, "pinyin_full");
  const std::size_t surname = column(heading, "surname_pinyin_expected");
  Score score;
  while (std::getline(file, line)) {
    const auto row = cells(line);
    const SearchReadings found = readings(row[0], kind);
    const auto among = [](const std::vector<std::string>& texts, const std::string& text) {
      return std::find(texts.begin(), texts.end(), text) != texts.end();
    };
    ++score.rows;
    if (among(found.initials, plain(row[initials])))
      ++score.initials_found;
    else if (verbose)
      std::cout << "  missed: " << row[0] << " " << row[initials] << " offered " << found.initials[0] << "\n";
    score.initials_first += found.initials[0] == plain(row[initials]);
    if (full < row.size()) score.full_found += among(found.full, plain(row[full]));
    if (surname < row.size()) score.full_found += found.full[0].starts_with(row[surname]);
  }
  return score;
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string path = arguments[i];
    std::ifstream file(path);
    const bool products = path.find("product") != std::string::npos;
    const Score result = score(file, products ? TextKind::words : TextKind::person, true);
    std::cout << path.substr(path.rfind('/') + 1) << ": " << result.rows << " rows, initials found "
              << result.initials_found << ", first " << result.initials_first
              << ", full pinyin (or surname) found " << result.full_found << "\n";
  }
}
