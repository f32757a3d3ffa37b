// The kernels, compiled in a file of their own (compiled_kernels.cpp): with SIMD and for speed, unlike the binding.
#pragma once

#include "mle/kernels.hpp"

mle::Status compiled_nll_sum(mle::kernels::BatchIndex index, const mle::kernels::Rows& rows, double& result);
mle::Status compiled_nll_gradient(mle::kernels::BatchIndex index, const mle::kernels::Rows& rows, std::span<double> out);
