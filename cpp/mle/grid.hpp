// The summed NLL along a grid of parameter values, for one model: from its summary of the data where it has one, so
// that the data are read once and not once for each grid value.
#pragma once

#include "mle/likelihood.hpp"

namespace mle {

// The summed NLL of one sample at any theta.
template <Likelihood M>
class NllOfSample {
 public:
  explicit NllOfSample(std::span<const double> y) : sample_(y) {}
  double operator()(std::span<const double> theta) const {
    if constexpr (Summarised<M>) return M(theta).nll_of(sample_);
    else return nll_sum<M>(sample_, theta);
  }
  const auto& sample() const { return sample_; }

 private:
  template <class T>
  struct Kept {
    using type = std::span<const double>;
  };
  template <Summarised T>
  struct Kept<T> {
    using type = typename T::Summary;
  };
  typename Kept<M>::type sample_;
};

// out[b * grid_i.size() + a] = the summed NLL with theta[i] = grid_i[a] and theta[j] = grid_j[b]; all checked.
// j = i for a curve: grid_j is empty then, and there is one row.
// A model of two parameters may have a way of its own, M::surface, which returns whether it serves for these values.
template <Likelihood M>
void nll_grid(std::span<const double> y, std::span<const double> theta, std::size_t i, std::span<const double> grid_i,
              std::size_t j, std::span<const double> grid_j, std::span<double> out) {
  const NllOfSample<M> nll(y);
  if constexpr (requires { M::surface(nll.sample(), i, grid_i, grid_j, out); })
    if (i != j && M::surface(nll.sample(), i, grid_i, grid_j, out)) return;
  std::vector<double> moved(theta.begin(), theta.end());
  for (std::size_t cell = 0; cell < out.size(); ++cell) {
    if (i != j) moved[j] = grid_j[cell / grid_i.size()];
    moved[i] = grid_i[cell % grid_i.size()];
    out[cell] = nll(moved);
  }
}

}  // namespace mle
