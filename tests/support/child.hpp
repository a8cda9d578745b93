// A forked child for tests that kill: it runs `work` and never comes back into the test. Fork before the
// test starts threads. What the child writes to `report` arrives as lines.
#pragma once

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace huiji::test {

class Child {
 public:
  // `work` gets the descriptor to report to; its result is the exit code.
  explicit Child(const std::function<int(int report)>& work);
  ~Child();  // kills it if it still runs
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  std::vector<std::string> lines(std::size_t count);  // waits for that many, or for the end
  std::vector<std::string> rest();                    // until the end
  void kill();                                        // SIGKILL
  int wait();                                         // exit code, or minus the signal

 private:
  pid_t process_ = 0;
  std::FILE* reports_ = nullptr;
  bool waited_ = false;
};

void report_line(int report, const std::string& line);  // one write, so lines of threads do not mix

}  // namespace huiji::test
