// What the files of the border share: copies in and out, data that stay in the core, the last failure.
#pragma once

#include <emscripten/val.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "compiled_columns.hpp"
#include "mle/model.hpp"

namespace mle {
struct Experiments;
}

std::span<const mle::Model> compiled_models();  // models.cpp, lesson_models.cpp, first_models.cpp

namespace border {

using emscripten::val;

// Numbers on their way in or out. Not a std::vector: that would fill them first, which the small C library of an -Oz
// build does a byte at a time, and slower than all that follows.
class Values {
 public:
  Values() = default;
  explicit Values(std::size_t size) : numbers_(new double[size]), size_(size) {}

  std::size_t size() const { return size_; }
  double* data() { return numbers_.get(); }
  double* begin() { return data(); }
  double* end() { return data() + size_; }
  double& operator[](std::size_t i) { return numbers_[i]; }
  operator std::span<double>() { return {numbers_.get(), size_}; }
  operator std::span<const double>() const { return {numbers_.get(), size_}; }

 private:
  std::unique_ptr<double[]> numbers_;
  std::size_t size_ = 0;
};

// A failure waits here until JavaScript asks for it (embind.cpp).
extern mle::Status last_failure;

Values copy_in(const val& array);
val copy_out(std::span<const double> values);  // a copy: a view would be detached by growth
// Indices become doubles: one kind of array crosses the border.
inline val copy_out_indices(const std::vector<std::size_t>& indices) {
  return copy_out(std::vector<double>(indices.begin(), indices.end()));
}
val finish(const mle::Status& status, const Values& values);  // a copy, or undefined after a failure
const mle::Model& model_at(int index);
val copy_out(const mle::Fit& fit);                  // embind.cpp
val copy_out(const mle::Experiments& experiments);  // experiments.cpp

// Strings go through std::string, the one form that every Emscripten reads as UTF-8.
inline val text(const char* words) { return val(std::string(words)); }

// A column that was held before (held.cpp), by its number.
const mle::kernels::Column& held(int number);

// An array that is copied in for the call, or one that is held: { length: 0, held: number }, which costs an
// ordinary array no look at all.
class Input {
 public:
  explicit Input(const val& array) {
    const unsigned length = array["length"].as<unsigned>();
    const val number = length == 0 ? array["held"] : val::undefined();
    if (number.isUndefined()) {
      own_ = copy_in(array);
      column_.values = own_;
    } else {
      column_ = held(number.as<int>());
      examined_ = true;
    }
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  operator std::span<const double>() const { return column_.values; }
  std::size_t size() const { return column_.values.size(); }

  // Held data were looked at once.
  const mle::kernels::Column& column() {
    if (!examined_) column_ = compiled_examine(own_);
    examined_ = true;
    return column_;
  }

 private:
  Values own_;
  mle::kernels::Column column_;
  bool examined_ = false;
};

}  // namespace border
