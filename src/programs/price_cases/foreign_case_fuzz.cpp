// Any bytes as a file of foreign cases: an error in words, or cases that are judged. Ours never costs less
// than nothing, and no rule of the engine breaks.
#include "programs/price_cases/foreign_run.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size > 4096) return 0;
  const auto file = huiji::foreign::read_cases({reinterpret_cast<const char*>(data), size});
  for (const auto& one : file.cases)
    for (const auto& figure : huiji::foreign::run(one).figures)
      if (figure.amount.minor < 0) __builtin_trap();
  return 0;
}
