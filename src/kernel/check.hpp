// A broken program: a condition that our own code guarantees did not hold. Always on, in every build.
// Natively it throws BrokenProgram, which one catch at the edge of a request turns into an incident id
// (the transaction rolls back, other tills go on). In WebAssembly it stops the call.
#pragma once

#include <stdexcept>
#include <string>

namespace huiji {

struct BrokenProgram : std::logic_error {
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace huiji

#define HUIJI_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::huiji::check_failed(#condition, __FILE__, __LINE__))
