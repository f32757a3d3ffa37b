// What the command touches of the world outside: files and the terminal. Tests put their own here.
#pragma once

#include <chrono>
#include <cstdio>
#include <functional>
#include <string>

namespace cli {

struct Console {
  std::function<std::FILE*(const std::string& path)> open;  // for reading; nullptr: errno tells why not
  std::FILE* out;
  std::FILE* err;
  bool terminal;  // err is a terminal: a long read shows how far it is
};

void print(std::FILE* file, const std::string& text);

// A line on the terminal that is written over, from half a second on, and wiped at the end.
class Progress {
 public:
  Progress(Console& console, bool shown) : console_(console), shown_(shown && console.terminal) {}
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const std::string& text);

 private:
  using Clock = std::chrono::steady_clock;

  Console& console_;
  bool shown_;
  bool wrote_ = false;
  Clock::time_point due_ = Clock::now() + std::chrono::milliseconds(500);
};

}  // namespace cli
