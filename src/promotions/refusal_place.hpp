// Which field of a draft a refusal is about, as a JSON pointer in its detail `path` (as wire's own refusals
// have it), so that a form shows the sentence where the mistake is. A kind whose refusal stands in no list
// here may give the detail itself; without one the sentence is about the promotion as a whole.
#pragma once

#include "promotions/promotions_types.hpp"

namespace huiji {
struct Refusal;
}

namespace huiji::promotions {

// Of a refusal that the kind's parameters met: the first field of the list that this kind has.
Refusal in_parameters(Refusal refusal, const KindDescription& kind);

// Of a refusal that scope or schedule met.
Refusal in_section(Refusal refusal, const char* path);

}  // namespace huiji::promotions
