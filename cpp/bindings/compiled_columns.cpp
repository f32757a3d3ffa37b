#include "compiled_columns.hpp"

#include "mle/kernels/gaussian.hpp"

namespace kernels = mle::kernels;

kernels::Column compiled_examine(std::span<const double> values) { return kernels::examine(values); }

// A NaN makes their sum NaN; so do infinities of both signs, which the second look clears.
bool compiled_has_nan(std::span<const double> values) {
  const double sum = kernels::detail::sum_of<kernels::Pair>(values.size(), kernels::Each{values.data()});
  return sum != sum && !kernels::examine(values).numbers;
}
