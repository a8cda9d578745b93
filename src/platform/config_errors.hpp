// What is wrong with a configuration, in words that say which line to change.
#pragma once

#include "kernel/result.hpp"

namespace huiji::config {

inline const ErrorCode no_file{"config.no_file", Family::malformed, "读不到配置文件 {file}",
                               "The configuration file {file} can't be read"};
inline const ErrorCode not_toml{"config.not_toml", Family::malformed,
                                "配置文件 {file} 第 {line} 行不是有效的 TOML：{reason}",
                                "{file}, line {line}, is not valid TOML: {reason}"};
inline const ErrorCode unknown_key{"config.unknown_key", Family::malformed,
                                   "配置文件 {file} 中没有名为 {key} 的设置，可用的设置：{known}",
                                   "{file} holds the unknown setting {key}; known are: {known}"};
inline const ErrorCode bad_value{"config.bad_value", Family::malformed, "设置 {key} 的值有误：{reason}",
                                 "The setting {key} has a wrong value: {reason}"};
inline const ErrorCode secrets_unreadable{"config.secrets_unreadable", Family::malformed,
                                          "密钥文件 {file} 有误：{reason}",
                                          "The secrets file {file} is wrong: {reason}"};
inline const ErrorCode secrets_missing{
    "config.secrets_missing", Family::malformed,
    "数据库里已有数据，但密钥文件 {file} 不见了。没有它就读不出会员手机号：请从备份中恢复此文件",
    "The database holds data, but its secrets file {file} is gone. Without it no member's phone can be read: "
    "restore the file from its backup"};

}  // namespace huiji::config
