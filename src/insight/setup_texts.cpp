#include "insight/setup_texts.hpp"

namespace huiji::insight {
namespace {

void fill(std::string& text, std::string_view name, const std::string& value) {
  const std::string key = "{" + std::string(name) + "}";
  for (std::size_t at = text.find(key); at != text.npos; at = text.find(key, at + value.size()))
    text.replace(at, key.size(), value);
}

std::string filled(std::string text, const Words& words, bool chinese) {
  constexpr std::string_view kEnglish = "_en";
  if (!chinese)
    for (const auto& [name, value] : words)
      if (name.ends_with(kEnglish)) fill(text, name.substr(0, name.size() - kEnglish.size()), value);
  for (const auto& [name, value] : words) fill(text, name, value);
  return text;
}

std::string hundredths(std::int64_t number) {
  const std::string text = std::to_string(std::abs(number) % 100);
  return std::to_string(std::abs(number) / 100) + "." + (text.size() == 1 ? "0" + text : text);
}

}  // namespace

SetupFinding finding_of(const FindingText& text, const Words& words) {
  SetupFinding finding;
  finding.code = text.code;
  finding.severity = text.severity;
  finding.text_zh = filled(text.zh, words, true);
  finding.text_en = filled(text.en, words, false);
  return finding;
}

std::string yuan(Money amount) { return (amount.minor < 0 ? "-¥" : "¥") + hundredths(amount.minor); }

std::string percent_text(Percent percent) {
  std::string text = (percent.basis_points < 0 ? "-" : "") + hundredths(percent.basis_points);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + "%";
}

}  // namespace huiji::insight
