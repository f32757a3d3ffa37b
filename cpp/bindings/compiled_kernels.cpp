#include "compiled_kernels.hpp"

namespace kernels = mle::kernels;

mle::Status compiled_nll_sum(kernels::BatchIndex index, const kernels::Rows& rows, double& result) {
  return kernels::nll_sum(index, rows, result);
}

mle::Status compiled_nll_gradient(kernels::BatchIndex index, const kernels::Rows& rows, std::span<double> out) {
  return kernels::nll_gradient(index, rows, out);
}
