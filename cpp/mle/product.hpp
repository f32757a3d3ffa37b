// The likelihood as the product that it is, formed one factor at a time in a chosen precision, to show
// what floating point does to it. Never used to compute a likelihood.
#pragma once

#include "mle/model.hpp"

namespace mle {

enum class Precision { float32, float64 };

// One factor more. Zero stays zero and infinity stays infinity: infinity times zero is not a likelihood.
template <class Real>
Real multiply(Real product, double factor) {
  const Real next = product * static_cast<Real>(factor);
  return next == next ? next : product;
}

// out[i] = the product of densities[0..i].
template <class Real>
void running_product(std::span<const double> densities, std::span<double> out) {
  Real product = 1;
  for (std::size_t i = 0; i < densities.size(); ++i) out[i] = product = multiply(product, densities[i]);
}

// p(y_0 | theta) ... p(y_n-1 | theta), in blocks: after an underflow or overflow the rest changes nothing.
template <class Real>
double whole_product(const Model& model, std::span<const double> y, std::span<const double> theta) {
  constexpr std::size_t block_size = 256;
  double densities[block_size];
  Real product = 1;
  for (std::size_t begin = 0; begin < y.size() && product != 0 && std::isfinite(product); begin += block_size) {
    const std::size_t size = y.size() - begin < block_size ? y.size() - begin : block_size;
    model.evaluate(Quantity::density, y.subspan(begin, size), theta, {densities, size});
    for (std::size_t i = 0; i < size; ++i) product = multiply(product, densities[i]);
  }
  return product;
}

// out[i] = p(y_0 | theta) ... p(y_i | theta) in that precision; out.size() == y.size().
inline Status running_product(const Model& model, std::span<const double> y, std::span<const double> theta,
                              Precision precision, std::span<double> out) {
  const Status status = model.check(y, theta);
  if (!status.ok()) return status;
  std::vector<double> densities(y.size());
  model.evaluate(Quantity::density, y, theta, densities);
  if (precision == Precision::float32) running_product<float>(densities, out);
  else running_product<double>(densities, out);
  return {};
}

// out[i] = log p(y_0 | theta) + ... + log p(y_i | theta), in double precision; -infinity from the first
// impossible observation on.
inline Status running_log(const Model& model, std::span<const double> y, std::span<const double> theta,
                          std::span<double> out) {
  const Status status = model.check(y, theta);
  if (!status.ok()) return status;
  model.evaluate(Quantity::nll, y, theta, out);
  double total = 0;
  for (double& value : out) value = total -= value;
  return {};
}

}  // namespace mle
