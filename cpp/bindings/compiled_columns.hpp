// A look at a column of numbers, compiled in a file of its own (compiled_columns.cpp): with SIMD and for speed.
#pragma once

#include "mle/kernels/column.hpp"

mle::kernels::Column compiled_examine(std::span<const double> values);
bool compiled_has_nan(std::span<const double> values);
