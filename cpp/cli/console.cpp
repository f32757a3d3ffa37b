#include "console.hpp"

namespace cli {

void print(std::FILE* file, const std::string& text) { std::fwrite(text.data(), 1, text.size(), file); }

namespace {

constexpr const char* wipe = "\r\x1b[K";

}  // namespace

void Progress::show(const std::string& text) {
  if (!shown_ || Clock::now() < due_) return;
  due_ = Clock::now() + std::chrono::milliseconds(100);
  wrote_ = true;
  print(console_.err, wipe + text);
  std::fflush(console_.err);
}

Progress::~Progress() {
  if (wrote_) print(console_.err, wipe);
}

}  // namespace cli
