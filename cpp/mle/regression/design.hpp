// The matrix of a regression: checked, with its intercept, its predictors centred and scaled.
#pragma once

#include <algorithm>

#include "mle/double_double.hpp"
#include "mle/elementary.hpp"
#include "mle/regression/result.hpp"

namespace mle {

// What every regression asks of its design, whatever the model: x holds n d finite numbers, the weights are from 0 with
// a positive sum, the offset is finite, l2 is from 0. The y are the model's own to check.
inline Status check_design(std::size_t n, const Design& design, const RegressionOptions& options) {
  const auto length = [](std::span<const double> values) { return static_cast<double>(values.size()); };
  if (design.x.size() != n * design.predictors)
    return Status::invalid("x", "must hold one row of predictors for each observation", length(design.x));
  for (double v : design.x)
    if (!std::isfinite(v)) return Status::invalid("x", "must hold only finite numbers", v);
  if (!options.intercept && design.predictors == 0)
    return Status::invalid("x", "must hold a predictor where there is no intercept", 0);
  if (!options.weights.empty()) {
    if (options.weights.size() != n)
      return Status::invalid("weights", "must hold one weight for each observation", length(options.weights));
    double sum = 0;
    for (double w : options.weights) {
      if (!(w >= 0 && w < infinity)) return Status::invalid("weights", "must hold only finite numbers from 0", w);
      sum += w;
    }
    if (!(sum > 0 && sum < infinity)) return Status::invalid("weights", "must have a sum above 0 and finite", sum);
  }
  if (!options.offset.empty() && options.offset.size() != n)
    return Status::invalid("offset", "must hold one number for each observation", length(options.offset));
  for (double v : options.offset)
    if (!std::isfinite(v)) return Status::invalid("offset", "must hold only finite numbers", v);
  if (!(options.l2 >= 0 && options.l2 < infinity))
    return Status::invalid("l2", "must be a finite number from 0", options.l2);
  return {};
}

// The rows of weight above 0, and the matrix that the methods work on:
//   eta_i = offset_i + sum_j x_ij gamma_j,  x_ij = (raw_ij - centre_j) / scale_j,
// the intercept's column of ones first. scale_j is a power of two close to the largest |raw - centre|, and without an
// intercept nothing is centred: gamma is an exact linear image of the raw coefficients, for any centre,
//   beta_j = gamma_j / scale_j,  intercept = gamma_0 - sum_j centre_j beta_j.
// So the centre, a rounded mean, costs nothing, and badly scaled predictors do no harm.
struct ScaledDesign {
  std::size_t rows = 0, columns = 0;   // columns with the intercept
  bool intercept = true;
  std::vector<double> x;               // rows x columns, row-major
  std::vector<double> y, weights, offset;  // of those rows
  std::vector<std::size_t> source;     // the row of the caller's that each one is
  std::vector<double> centre, scale;   // for each column; 0 and 1 for the intercept
  double n = 0;                        // the sum of the weights

  std::span<const double> row(std::size_t i) const { return std::span(x).subspan(i * columns, columns); }

  // x_ij with the digits that x rounded away. raw: the caller's own matrix, which this was made of.
  DoubleDouble entry(std::span<const double> raw, std::size_t i, std::size_t j) const {
    const std::size_t first = intercept ? 1 : 0;
    if (j < first) return {1, 0};
    const DoubleDouble centred = two_sum(raw[source[i] * (columns - first) + j - first], -centre[j]);
    return {centred.high / scale[j], centred.low / scale[j]};
  }

  // The curvature that L2 adds for gamma_j: lambda on the raw scale, none on the intercept.
  double penalty(std::size_t j, double lambda) const {
    return intercept && j == 0 ? 0 : lambda / scale[j] / scale[j];
  }

  // The raw coefficients, the intercept first.
  std::vector<double> raw_coefficients(std::span<const DoubleDouble> gamma) const {
    std::vector<double> out(columns);
    DoubleDouble constant = gamma[0];
    for (std::size_t j = 0; j < columns; ++j) {
      out[j] = gamma[j].value() / scale[j];
      if (j > 0) constant = constant + -(DoubleDouble{centre[j] / scale[j], 0} * gamma[j]);
    }
    if (intercept) out[0] = constant.value();
    return out;
  }

  // gamma, overwritten by the raw coefficients. A direction is turned likewise.
  void to_raw(std::span<double> gamma) const {
    for (std::size_t j = 0; j < columns; ++j) gamma[j] /= scale[j];
    for (std::size_t j = 1; intercept && j < columns; ++j) gamma[0] -= centre[j] * gamma[j];
  }

  // The covariance of k scaled coefficients (k x k), a gamma in each block, overwritten by that of the raw ones.
  void covariance_to_raw(std::span<double> covariance, std::size_t k) const {
    std::vector<double> line(columns);
    for (int side = 0; side < 2; ++side) {  // rows, then columns
      const std::size_t along = side == 0 ? k : 1, across = side == 0 ? 1 : k;
      for (std::size_t c = 0; c < k; ++c) {
        for (std::size_t first = 0; first < k; first += columns) {
          for (std::size_t j = 0; j < columns; ++j) line[j] = covariance[(first + j) * along + c * across];
          to_raw(line);
          for (std::size_t j = 0; j < columns; ++j) covariance[(first + j) * along + c * across] = line[j];
        }
      }
    }
  }
};

// y, design and options checked.
inline Status scale_design(std::span<const double> y, const Design& design, const RegressionOptions& options,
                           ScaledDesign& out) {
  out = {};
  out.intercept = options.intercept;
  const std::size_t d = design.predictors, first = options.intercept ? 1 : 0;
  out.source.reserve(y.size());
  for (std::size_t i = 0; i < y.size(); ++i)
    if (options.weights.empty() || options.weights[i] > 0) out.source.push_back(i);
  out.rows = out.source.size();
  const auto take = [&](std::span<const double> values, double otherwise, std::vector<double>& into) {
    if (values.empty()) return into.assign(out.rows, otherwise);
    if (out.rows == values.size()) return into.assign(values.begin(), values.end());
    for (std::size_t i : out.source) into.push_back(values[i]);
  };
  take(y, 0, out.y);
  take(options.weights, 1, out.weights);
  take(options.offset, 0, out.offset);
  for (double weight : out.weights) out.n += weight;
  out.columns = first + d;
  out.centre.assign(out.columns, 0);
  out.scale.assign(out.columns, 1);
  out.x.assign(out.rows * out.columns, 1);
  const auto raw = [&](std::size_t i) { return &design.x[out.source[i] * d]; };
  if (d == 0) return {};
  std::vector<double> largest(d), inverse(d);
  double* const centre = &out.centre[first];
  if (options.intercept) {
    const double* const start = raw(0);  // differences from it: the centre of equal numbers is that number
    for (std::size_t i = 0; i < out.rows; ++i) {
      const double share = out.weights[i] / out.n, *const row = raw(i);
      for (std::size_t j = 0; j < d; ++j) centre[j] += share * (row[j] - start[j]);
    }
    for (std::size_t j = 0; j < d; ++j) centre[j] += start[j];
  }
  for (std::size_t i = 0; i < out.rows; ++i) {
    const double* const row = raw(i);
    for (std::size_t j = 0; j < d; ++j) largest[j] = std::max(largest[j], std::fabs(row[j] - centre[j]));
  }
  for (std::size_t j = 0; j < d; ++j) {
    if (!(largest[j] <= 0x1p1000)) return Status::overflow("x", "is too widely spread for double precision");
    const int exponent = largest[j] > 0 ? std::max(std::ilogb(largest[j]), -1000) : 0;
    out.scale[first + j] = elementary::power_of_two(exponent);
    inverse[j] = elementary::power_of_two(-exponent);
  }
  for (std::size_t i = 0; i < out.rows; ++i) {
    const double* const row = raw(i);
    double* const scaled = &out.x[i * out.columns + first];
    for (std::size_t j = 0; j < d; ++j) scaled[j] = (row[j] - centre[j]) * inverse[j];
  }
  return {};
}

}  // namespace mle
