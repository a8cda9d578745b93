// The promotions' pure face: the kinds as the office's form needs them, and the check of what a person wrote.
// What always holds: a draft that check_draft accepts compiles (pricing::compile). Refused: an unknown kind,
// parameters that contradict each other, a schedule that is never open.
#pragma once

#include "kernel/result.hpp"
#include "promotions/promotions_types.hpp"

namespace huiji::promotions {

KindList describe_kinds();
Result<Done> check_draft(const PromotionDraft& draft);

}  // namespace huiji::promotions
