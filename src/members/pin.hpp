// 支付密码, the PIN by which a member spends what he holds: six digits that his phone number, a date and a
// glance at the keypad do not tell. Taken full-width, too; wrapped from here on, so that no log and no stored
// request can hold it. Which ones are too easy follows the lists of leaked PINs: runs, repetitions, dates.
#pragma once

#include <string_view>

#include "kernel/private.hpp"
#include "kernel/result.hpp"
#include "members/phone.hpp"

namespace huiji::members {

using Pin = Private<std::string>;  // six ASCII digits

Result<Pin> parse_pin(std::string_view text);
// For a new one; refuses what others would try first.
Result<Pin> parse_new_pin(std::string_view text, const Phone& phone);

}  // namespace huiji::members
