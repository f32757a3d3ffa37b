// The fit of a logistic regression to many rows, in few passes over them.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "mle/kernels/logistic.hpp"
#include "mle/linear.hpp"

namespace mle::kernels {

struct LogisticFit {
  bool converged = false;  // else: separated, collinear, or too hard for this way; beta is where it stood
  double nll = 0;
  int passes = 0;          // over all rows
};

namespace detail {

// A = L L', the lower triangle overwritten. False where A is not positive definite in double precision.
inline bool cholesky(std::span<double> a, std::size_t d) {
  for (std::size_t j = 0; j < d; ++j) {
    const double diagonal = a[j * d + j];
    for (std::size_t k = 0; k <= j; ++k) {
      double entry = a[j * d + k];
      for (std::size_t m = 0; m < k; ++m) entry -= a[j * d + m] * a[k * d + m];
      if (k < j) a[j * d + k] = entry / a[k * d + k];
      else if (!(entry > 1e-13 * diagonal)) return false;
      else a[j * d + j] = std::sqrt(entry);
    }
  }
  return true;
}

inline void solve_cholesky(std::span<const double> l, std::span<double> b) {
  const std::size_t d = b.size();
  for (std::size_t j = 0; j < d; ++j) {
    for (std::size_t k = 0; k < j; ++k) b[j] -= l[j * d + k] * b[k];
    b[j] /= l[j * d + j];
  }
  for (std::size_t j = d; j-- > 0;) {
    for (std::size_t k = j + 1; k < d; ++k) b[j] -= l[k * d + j] * b[k];
    b[j] /= l[j * d + j];
  }
}

// The inverse of an exact Hessian, corrected by the steps made since (BFGS by Nocedal's two loops, Mathematics of
// Computation 35, 1980).
class Curvature {
 public:
  explicit Curvature(std::size_t d) : factor_(d * d) {}

  std::span<double> matrix() { return factor_; }
  bool factorise(std::size_t d) {
    steps_.clear();
    changes_.clear();
    return cholesky(factor_, d);
  }
  std::size_t corrections(std::size_t d) const { return steps_.size() / d; }

  void correct(std::span<const double> step, std::span<const double> change) {
    if (!(mle::dot(step, change) > 0)) return;  // convex, so only by rounding
    steps_.insert(steps_.end(), step.begin(), step.end());
    changes_.insert(changes_.end(), change.begin(), change.end());
  }

  // v = (inverse Hessian) v
  void apply(std::span<double> v) const {
    const std::size_t d = v.size(), m = corrections(d);
    std::vector<double> share(m);
    for (std::size_t i = m; i-- > 0;) {
      const auto [step, change] = pair(i, d);
      share[i] = mle::dot(step, v) / mle::dot(step, change);
      for (std::size_t j = 0; j < d; ++j) v[j] -= share[i] * change[j];
    }
    solve_cholesky(factor_, v);
    for (std::size_t i = 0; i < m; ++i) {
      const auto [step, change] = pair(i, d);
      const double back = share[i] - mle::dot(change, v) / mle::dot(step, change);
      for (std::size_t j = 0; j < d; ++j) v[j] += back * step[j];
    }
  }

 private:
  struct Correction {
    std::span<const double> step, change;
  };
  Correction pair(std::size_t i, std::size_t d) const {
    return {std::span(steps_).subspan(i * d, d), std::span(changes_).subspan(i * d, d)};
  }

  std::vector<double> factor_, steps_, changes_;
};

// A few Newton steps on some of the rows, undamped, until one is shorter than a standard error of theirs: only a
// place to begin.
template <class V>
void begin_logistic(const Design& design, std::span<const double> y, std::span<double> beta) {
  const std::size_t d = design.columns;
  Curvature curvature(d);
  std::vector<double> step(d), gradient(d);
  double decrement = infinity;
  for (int i = 0; i < 6 && decrement > 1; ++i) {
    LogisticOut out{step, curvature.matrix()};
    logistic_pass<V>(design, y, beta, out, sparse);
    if (!curvature.factorise(d)) return;
    gradient = step;
    curvature.apply(step);
    decrement = mle::dot(gradient, step);
    for (std::size_t j = 0; j < d; ++j) beta[j] -= step[j];
  }
}

}  // namespace detail

// Minimises that NLL over beta (d numbers, overwritten) from where it stands. y in {0, 1}, X finite, n >= 1.
// Newton on an eighth of the rows; then, on all of them, passes for the gradient alone, the inverse of one exact Hessian
// corrected by BFGS. The Hessian is computed again only while a step is long enough to change it much.
// Converged: the error left, as the last two steps foretell it, is below 1e-10 standard errors.
template <class V = Pair>
LogisticFit fit_logistic_fast(const Design& design, std::span<const double> y, std::span<double> beta) {
  constexpr int most_passes = 60, most_halvings = 12;
  constexpr double error_left = 1e-10;  // in standard errors, as are the lengths of the steps
  const std::size_t d = design.columns;
  const double n = static_cast<double>(design.rows);
  const double far = 1e-4 * n;  // a step this long (squared) changes the Hessian by a percent
  detail::Curvature curvature(d);
  std::vector<double> gradient(d), next_gradient(d), step(d), next(d);
  const std::vector<double> start(beta.begin(), beta.end());
  LogisticFit fit;

  if (design.rows >= detail::sparse * detail::chunk) detail::begin_logistic<V>(design, y, beta);
  const auto full_pass = [&](std::span<const double> at, std::span<double> g, bool with_hessian) {
    ++fit.passes;
    LogisticOut out{g, with_hessian ? curvature.matrix() : std::span<double>()};
    return logistic_nll_gradient<V>(design, y, at, out);
  };
  fit.nll = full_pass(beta, gradient, true);
  if (!(fit.nll <= n * ln2)) {  // worse than even odds: the eighth may have misled
    std::copy(start.begin(), start.end(), beta.begin());
    fit.nll = full_pass(beta, gradient, true);
  }
  if (!curvature.factorise(d)) return fit;

  double last_length = infinity;
  while (fit.passes < most_passes) {
    step = gradient;
    curvature.apply(step);
    const double decrement = mle::dot(gradient, step);  // the squared length
    if (!(decrement >= 0) || decrement == infinity) return fit;
    const double length = std::sqrt(decrement);
    // Newton's steps shrink by more each time, BFGS's by no less.
    const double foretold = last_length < infinity ? length * (length / last_length) : length;
    if (foretold <= error_left) {
      for (std::size_t j = 0; j < d; ++j) beta[j] -= step[j];
      fit.converged = true;
      return fit;
    }
    last_length = length;
    const bool again = decrement > far;
    double share = 1, nll = 0;
    for (int halvings = 0;; share *= 0.5, ++halvings) {
      for (std::size_t j = 0; j < d; ++j) next[j] = beta[j] - share * step[j];
      nll = full_pass(next, next_gradient, again);
      // A fall that rounding hides is taken on trust.
      if (nll <= fit.nll - 1e-4 * share * decrement + 1e-13 * fit.nll) break;
      if (halvings == most_halvings) return fit;
    }
    if (share < 1) last_length = infinity;
    if (again) {
      if (!curvature.factorise(d)) return fit;
    } else {
      for (std::size_t j = 0; j < d; ++j) {
        step[j] = next[j] - beta[j];
        gradient[j] = next_gradient[j] - gradient[j];
      }
      curvature.correct(step, gradient);
    }
    for (std::size_t j = 0; j < d; ++j) beta[j] = next[j];
    gradient.swap(next_gradient);
    fit.nll = nll;
  }
  return fit;
}

}  // namespace mle::kernels
