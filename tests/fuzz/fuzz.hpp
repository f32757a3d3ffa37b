// What the fuzzers share: bytes into values, and promises that must hold.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace fuzz {

inline void require(bool kept, const char* promise) {
  if (kept) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

// Takes the input apart; when it is used up, zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_(data), left_(size) {}

  std::size_t left() const { return left_; }

  unsigned byte() {
    if (left_ == 0) return 0;
    --left_;
    return *data_++;
  }

  unsigned below(unsigned end) { return byte() % end; }

  // A small number, one of the awkward ones, or any double at all.
  double number() {
    static constexpr double awkward[] = {0.0,   -0.0,    0.5,     1e-300, 5e-324, 1e300,   1.7976931348623157e308,
                                         1e150, 1e-150, 1e15 + 1, 0x1p53, 0x1p-53, 1 - 0x1p-53, -1e300};
    const unsigned form = byte();
    if (form < 96) return static_cast<double>(below(16));
    if (form < 160) return (static_cast<double>(byte()) - 128) / 16;
    if (form < 192) return awkward[below(std::size(awkward))];
    std::uint64_t bits = 0;
    for (int i = 0; i < 8; ++i) bits = bits << 8 | byte();
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

  std::vector<double> numbers(std::size_t count) {
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(number());
    return values;
  }

  std::string rest() {
    std::string text(reinterpret_cast<const char*>(data_), left_);
    left_ = 0;
    return text;
  }

 private:
  const std::uint8_t* data_;
  std::size_t left_;
};

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
