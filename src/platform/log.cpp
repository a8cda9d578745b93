#include "platform/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <chrono>

#include "kernel/time.hpp"
#include "wire/json.hpp"

namespace huiji::log {

namespace {

constexpr std::size_t kFileBytes = 16u << 20;
constexpr std::size_t kOldFiles = 4;

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
    case Level::off:
      return spdlog::level::off;
  }
  return spdlog::level::off;
}

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
    case Level::off:
      return "off";
  }
  return "";
}

std::shared_ptr<spdlog::logger> make_logger(Level level, spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("huiji", std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(spdlog_level(level));
  logger->flush_on(spdlog::level::info);
  return logger;
}

// Swapped whole by open(): a writer keeps the logger that it began with.
std::shared_ptr<spdlog::logger>& current() {
  static auto logger = make_logger(Level::warning, std::make_shared<spdlog::sinks::stderr_sink_mt>());
  return logger;
}

void append_padded(std::string& out, std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  out.append(width > digits.size() ? width - digits.size() : 0, '0');
  out += digits;
}

// "2026-11-22T07:00:00.123Z"
void append_now(std::string& out) {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  const std::int64_t ms = std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
  const std::int64_t in_day = ms % kDay_ms;
  out += to_text(Date{static_cast<std::int32_t>(ms / kDay_ms)});
  out += 'T';
  append_padded(out, in_day / kHour_ms, 2);
  out += ':';
  append_padded(out, in_day / kMinute_ms % 60, 2);
  out += ':';
  append_padded(out, in_day / kSecond_ms % 60, 2);
  out += '.';
  append_padded(out, in_day % kSecond_ms, 3);
  out += 'Z';
}

}  // namespace

void open(Level level, const std::string& file) {
  spdlog::sink_ptr sink;
  if (file.empty())
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  else
    sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file, kFileBytes, kOldFiles);
  std::atomic_store(&current(), make_logger(level, std::move(sink)));
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  const auto logger = std::atomic_load(&current());
  if (!logger->should_log(spdlog_level(level))) return;
  std::string line = "{\"at\":\"";
  append_now(line);
  line += "\",\"level\":\"";
  line += name_of(level);
  line += "\",\"event\":";
  wire::write_json_text(event, line);
  for (const Field& field : fields) {
    line += ',';
    wire::write_json_text(field.name, line);
    line += ':';
    if (field.is_number)
      line += std::to_string(field.number);
    else
      wire::write_json_text(field.text, line);
  }
  line += '}';
  logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace huiji::log
