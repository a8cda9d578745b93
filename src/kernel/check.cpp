#include "kernel/check.hpp"

namespace huiji {

void check_failed(const char* condition, const char* file, int line) {
#if defined(__wasm__)
  (void)condition, (void)file, (void)line;
  __builtin_trap();
#else
  throw BrokenProgram(std::string(file) + ":" + std::to_string(line) + ": " + condition);
#endif
}

}  // namespace huiji
