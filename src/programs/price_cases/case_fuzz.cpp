// Any bytes as a case file: an error with its line, or cases that run by the law.
#include "programs/price_cases/case_run.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size > 4096) return 0;
  const auto file = huiji::cases::read_cases({reinterpret_cast<const char*>(data), size});
  for (const auto& one : file.cases) huiji::cases::outcome(one);
  return 0;
}
