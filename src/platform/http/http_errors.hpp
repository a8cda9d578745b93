// What the HTTP edge itself refuses, before a room is asked. Most statuses follow from the family; the few
// that HTTP names more exactly (405, 408, 415, 431) stand in status_of().
#pragma once

#include "kernel/result.hpp"

namespace huiji::http {

inline const ErrorCode unknown_path{"http.unknown_path", Family::not_found, "没有这个地址",
                                    "There is no such address"};
inline const ErrorCode method_not_allowed{"http.method_not_allowed", Family::malformed,
                                          "此地址不支持 {method} 请求，可用：{allowed}",
                                          "This address does not take {method}; it takes: {allowed}"};
inline const ErrorCode bad_request{"http.bad_request", Family::malformed, "请求格式不正确：{reason}",
                                   "The request is not valid HTTP: {reason}"};
inline const ErrorCode bad_parameter{"http.bad_parameter", Family::malformed, "参数 {name} 有误：{value}",
                                     "Parameter {name} is wrong: {value}"};
inline const ErrorCode parameter_missing{"http.parameter_missing", Family::malformed, "缺少参数 {name}",
                                         "Parameter {name} is missing"};
inline const ErrorCode right_missing{"http.right_missing", Family::forbidden,
                                     "您没有“{right_zh}”权限，请找店长授权",
                                     "You lack the right “{right_en}”: ask the manager"};
inline const ErrorCode not_logged_in{"http.not_logged_in", Family::unauthenticated, "请先登录",
                                     "Please log in"};
inline const ErrorCode not_a_till{"http.not_a_till", Family::unauthenticated, "此设备尚未登记为收银台",
                                  "This device is not enrolled as a till"};
inline const ErrorCode foreign_origin{
    "http.foreign_origin", Family::forbidden, "拒绝来自其他网站的请求，请从本系统的页面操作",
    "Writes from another web site are refused: use this system's own pages"};
inline const ErrorCode body_too_large{
    "http.body_too_large", Family::too_large, "请求内容过大，最多 {limit} 字节，请分批提交",
    "The request body is too large (at most {limit} bytes): send it in parts"};
inline const ErrorCode header_too_large{"http.header_too_large", Family::too_large,
                                        "请求头过大，最多 {limit} 字节",
                                        "The request header is too large (at most {limit} bytes)"};
inline const ErrorCode busy{"http.busy", Family::retry, "服务器繁忙，请稍后用同一请求重试",
                            "The server is busy: send the same request again in a moment"};
inline const ErrorCode unavailable{"http.unavailable", Family::retry,
                                   "数据库暂时不可用，请稍后用同一请求重试",
                                   "The database can't be reached right now: send the same request again"};
inline const ErrorCode broken_program{
    "http.broken_program", Family::broken, "程序内部错误，数据未改动，请把事件编号 {incident} 告诉技术支持",
    "Something is broken inside; nothing was changed. Tell support the incident {incident}"};

int status_of(const ErrorCode& code);
}  // namespace huiji::http
