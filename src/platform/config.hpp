// The installation's settings: one described struct, read from a TOML file, then overridden by environment
// variables (HUIJI_ and the setting's path in capitals: HUIJI_DATABASE, HUIJI_SERVER_PORT). Unknown settings
// and values out of range are refused, so that a slip of the pen is not a silent default. Shop policy (rates,
// promotions, points) is data in the database and has no place here, nor have secrets (read_keys()).
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "platform/config_errors.hpp"
#include "platform/crypto/keys.hpp"
#include "platform/log.hpp"
#include "platform/world.hpp"
#include "wire/type_info.hpp"

namespace huiji::log {
BOOST_DESCRIBE_ENUM(Level, debug, info, warning, error, off)
}

namespace huiji::config {

struct ServerSettings {
  std::string address = "127.0.0.1";  // 0.0.0.0: all networks
  int port = 8080;
  int io_threads = 2;
  int worker_threads = 32;
  int request_timeout_ms = 30'000;  // to receive one whole request
  int idle_timeout_ms = 60'000;
  int shutdown_grace_ms = 10'000;
};
BOOST_DESCRIBE_STRUCT(ServerSettings, (),
                      (address, port, io_threads, worker_threads, request_timeout_ms, idle_timeout_ms,
                       shutdown_grace_ms))

struct LogSettings {
  log::Level level = log::Level::info;
  std::string file;  // empty: <data>/huiji.log; "-": the standard error
};
BOOST_DESCRIBE_STRUCT(LogSettings, (), (level, file))

struct Settings {
  std::string data = "var";       // folder of the database, the secrets and the log
  std::string database;           // empty: sqlite:<data>/huiji.db; or postgresql://…
  std::string web = "build/web";  // folder of the built apps
  ServerSettings server;
  LogSettings log;
};
BOOST_DESCRIBE_STRUCT(Settings, (), (data, database, web, server, log))

using Environment = std::function<std::optional<std::string>(const std::string& name)>;
Environment system_environment();

// `file` empty: only defaults and environment.
Result<Settings> read_settings(const std::string& file, const Environment& environment);

std::string database_address(const Settings& settings);
std::string secrets_file(const Settings& settings);

// Reads the master secret (32 bytes in hex; the file must be closed to other users) and derives the keys.
// none: there is no such file.
Result<std::optional<crypto::Keys>> read_keys(const std::string& file);
// Makes the file, mode 0600, durably, and never over another one.
Result<crypto::Keys> make_keys(const std::string& file, Random& random);

}  // namespace huiji::config

namespace huiji::wire {
template <>
struct Rules<config::ServerSettings> {
  static constexpr FieldRule list[] = {{.field = "port", .minimum = 0, .maximum = 65535},
                                       {.field = "io_threads", .minimum = 1, .maximum = 64},
                                       {.field = "worker_threads", .minimum = 1, .maximum = 512},
                                       {.field = "request_timeout_ms", .minimum = 100, .maximum = 600'000},
                                       {.field = "idle_timeout_ms", .minimum = 100, .maximum = 3'600'000},
                                       {.field = "shutdown_grace_ms", .minimum = 0, .maximum = 600'000}};
};
}  // namespace huiji::wire
