#include "compiled_kernels.hpp"

namespace kernels = mle::kernels;

kernels::Column compiled_examine(std::span<const double> values) { return kernels::examine(values); }

// A NaN makes their sum NaN; so do infinities of both signs, which the second look clears.
bool compiled_has_nan(std::span<const double> values) {
  const double sum = kernels::detail::sum_of<kernels::Pair>(values.size(), kernels::Each{values.data()});
  return sum != sum && !kernels::examine(values).numbers;
}

mle::Status compiled_nll_sum(kernels::BatchIndex index, const kernels::Rows& rows, double& result) {
  return kernels::nll_sum(index, rows, result);
}

mle::Status compiled_nll_gradient(kernels::BatchIndex index, const kernels::Rows& rows, std::span<double> out) {
  return kernels::nll_gradient(index, rows, out);
}
