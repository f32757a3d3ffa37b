// Sums of the batch kernels over rows that golden/make_kernels.py makes as well, and what they should be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "golden/kernels.hpp"
#include "mle/kernels.hpp"

namespace kernel_sums {

namespace kernels = mle::kernels;
using Values = std::vector<double>;

constexpr std::size_t row_count = 1003;  // odd, and some whole blocks
constexpr double limit = 5e-15, limit_of_small = 2e-14;  // relative; the second of sums of tails, each far below 1

struct Sum {
  std::string kernel, domain;
  double got, want, limit;
};

// The generator of make_kernels.py: every u is a multiple of 2^-31 in [0, 1).
struct Rows {
  std::uint64_t state;
  double u() {
    state = (state * 1103515245 + 12345) % (std::uint64_t{1} << 31);
    return static_cast<double>(state) * 0x1p-31;
  }
};

struct Two {
  Values y = Values(row_count), x = Values(row_count);
};
// make(rows, i, y, x) sets the two of row i.
template <class Make>
Two rows_of(std::uint64_t seed, Make make) {
  Rows r{seed};
  Two rows;
  for (std::size_t i = 0; i < row_count; ++i) make(r, i, rows.y[i], rows.x[i]);
  return rows;
}

// A right label for a probability that misses it by up to `miss`.
inline Two near_certain(std::uint64_t seed, double miss) {
  return rows_of(seed, [miss](Rows& r, std::size_t, double& y, double& p) {
    y = r.u() < 0.5;
    const double u = r.u();
    p = y == 1 ? 1 - u * miss : u * miss;
  });
}

template <class V>
void add_bernoulli(std::vector<Sum>& sums) {
  const char* const kernel = "bernoulli(y, p)";
  const auto add = [&](const char* domain, const Two& rows, double want) {
    sums.push_back({kernel, domain, kernels::bernoulli_nll_sum<V>(rows.y, rows.x), want, limit});
  };
  add("p 0.01 to 0.99", rows_of(1, [](Rows& r, std::size_t, double& y, double& p) {
        p = r.u() * 0.98 + 0.01;
        y = r.u() < p;
      }), golden::bernoulli_usual);
  add("right by all but 2^-12", near_certain(2, 0x1p-12), golden::bernoulli_near_certain);
  add("right by all but 1/8", near_certain(3, 0.125), golden::bernoulli_edge);
  const double ends[] = {5e-324, 0x1p-1022, 0x1p-60, 0.5, 1 - 0x1p-53, 0.75, 1e-300, 0.999};
  add("p 5e-324 to 1 - 2^-53", rows_of(4, [&](Rows& r, std::size_t i, double& y, double& p) {
        y = r.u() < 0.5;
        p = ends[i % 8];
      }), golden::bernoulli_extreme);
}

template <class V>
void add_bernoulli_logit(std::vector<Sum>& sums) {
  const auto add = [&](const char* domain, const Two& rows, double want, double allowed) {
    sums.push_back({"bernoulli-logit(y, logit)", domain, kernels::bernoulli_logit_nll_sum<V>(rows.y, rows.x), want, allowed});
  };
  add("logit -6 to 6", rows_of(5, [](Rows& r, std::size_t, double& y, double& z) {
        y = r.u() < 0.5;
        z = 12 * r.u() - 6;
      }), golden::logit_usual, limit);
  add("separated by 20 to 50", rows_of(6, [](Rows& r, std::size_t, double& y, double& z) {
        y = r.u() < 0.5;
        z = (20 + 30 * r.u()) * (y == 1 ? 1 : -1);
      }), golden::logit_separated, limit_of_small);
  const double ends[] = {1e4, -1e4, 709.5, -720.0, 745.0, -3.0, 1e-9, 0.0};
  add("logit -1e4 to 1e4", rows_of(7, [&](Rows& r, std::size_t i, double& y, double& z) {
        y = r.u() < 0.5;
        z = ends[i % 8];
      }), golden::logit_wild, limit);
  add("separated by 705 to 744", rows_of(0, [](Rows&, std::size_t i, double& y, double& z) {
        y = 1;
        z = 705.0 + static_cast<double>(i % 40);
      }), golden::logit_subnormal, limit_of_small);
}

template <class V>
void add_categorical(std::vector<Sum>& sums) {
  const auto add = [&](const char* domain, std::uint64_t seed, std::size_t classes, double scale, bool right, double want) {
    Rows r{seed};
    Values y(row_count), z(row_count * classes);
    for (std::size_t i = 0; i < row_count; ++i) {
      y[i] = std::floor(r.u() * static_cast<double>(classes));
      for (std::size_t j = 0; j < classes; ++j) z[i * classes + j] = scale * (r.u() - 0.5);
      if (right) z[i * classes + static_cast<std::size_t>(y[i])] = scale;
    }
    sums.push_back({"categorical(y, logits)", domain, kernels::categorical_nll_sum<V>(y, z, classes), want,
                    right ? limit_of_small : limit});
  };
  add("10 logits -4 to 4", 8, 10, 8, false, golden::softmax_ten);
  add("3 logits -1 to 1", 9, 3, 2, false, golden::softmax_three);
  add("4 logits, separated by 30 to 90", 10, 4, 60, true, golden::softmax_separated);
  add("5 logits -1e4 to 1e4", 11, 5, 2e4, false, golden::softmax_wild);
}

template <class V>
void add_gaussian(std::vector<Sum>& sums) {
  using kernels::Each;
  using kernels::Same;
  const char* const kernel = "gaussian(y, mu, sigma)";
  const auto add = [&](const char* domain, std::uint64_t seed, double y0, double y1, double mu0, double mu1, double sigma,
                       double want) {
    const Two rows = rows_of(seed, [=](Rows& r, std::size_t, double& y, double& mu) {
      y = y0 + y1 * r.u();
      mu = mu0 + mu1 * r.u();
    });
    sums.push_back({kernel, domain, kernels::gaussian_nll_sum<V>(rows.y, Each{rows.x.data()}, Same{sigma}), want, limit});
  };
  add("y -4 to 4; mu -1 to 1; sigma 1.25", 12, -4, 8, -1, 2, 1.25, golden::gaussian_usual);
  add("y, mu 1e6 to 1e6 + 1; sigma 0.5", 13, 1e6, 1, 1e6, 1, 0.5, golden::gaussian_far);
  add("all near 2^-600", 14, 0, 0x1p-600, 0, 0x1p-600, 0x1p-600, golden::gaussian_tiny);
  add("all near 2^600", 15, 0, 0x1p600, 0, 0x1p600, 0x1p600, golden::gaussian_huge);
  Rows r{16};
  Values y(row_count), mu(row_count), sigma(row_count);
  for (std::size_t i = 0; i < row_count; ++i) {
    sigma[i] = std::ldexp(1.0, 20 * static_cast<int>(60 * r.u()) - 600);
    y[i] = 4 * r.u() * sigma[i];
    mu[i] = r.u() * sigma[i];
  }
  sums.push_back({kernel, "sigma of each row, 2^-600 to 2^580",
                  kernels::gaussian_nll_sum<V>(y, Each{mu.data()}, Each{sigma.data()}), golden::gaussian_each, limit});
  Rows again{17};
  for (double& v : y) v = 1e6 + 3 * again.u();
  sums.push_back({kernel, "y 1e6 to 1e6 + 3; one mu, sigma 0.75",
                  kernels::gaussian_nll_sum<V>(y, Same{1e6 + 1}, Same{0.75}), golden::gaussian_same_mu, limit});
}

template <class V>
void add_poisson(std::vector<Sum>& sums) {
  const auto rows = [](std::uint64_t seed, double y0, double y1, double x0, double x1) {
    return rows_of(seed, [=](Rows& r, std::size_t, double& y, double& x) {
      y = std::floor(y0 + y1 * r.u());
      x = x1 == 0 ? x0 : x0 + x1 * r.u();  // nothing is drawn for one rate
    });
  };
  const auto add = [&](const char* domain, const Two& at, double want) {
    sums.push_back({"poisson(y, rate)", domain, kernels::poisson_nll_sum<V>(at.y, at.x), want, limit});
  };
  add("y 0 to 11; rate 0.25 to 8.25", rows(18, 0, 12, 0.25, 8), golden::poisson_small);
  add("y, rate 1e6 to 1e6 + 2000", rows(19, 1e6, 2000, 1e6, 2000), golden::poisson_large);
  add("y 0 to 2; rate 2^-1000", rows(20, 0, 3, 0x1p-1000, 0), golden::poisson_rare);
  const auto add_log = [&](const char* domain, const Two& at, double want) {
    sums.push_back({"poisson(y, log_rate)", domain, kernels::poisson_log_nll_sum<V>(at.y, at.x), want, limit});
  };
  add_log("y 0 to 7; log_rate -1 to 1", rows(21, 0, 8, -1, 2), golden::poisson_log);
  add_log("y 0 to 2; log_rate -900", rows(22, 0, 3, -900, 0), golden::poisson_log_far);
}

// Of the kernels over V: double, or the SIMD pair.
template <class V>
std::vector<Sum> sums() {
  std::vector<Sum> result;
  add_bernoulli<V>(result);
  add_bernoulli_logit<V>(result);
  add_categorical<V>(result);
  add_gaussian<V>(result);
  add_poisson<V>(result);
  return result;
}

}  // namespace kernel_sums
