// Logistic regression over many rows: one pass for NLL, gradient and Hessian, and a fit that makes few passes.
#pragma once

#include <span>
#include <vector>

#include "mle/kernels/bernoulli.hpp"

namespace mle::kernels {

// Predictors by columns: column j is x[j n] ... x[j n + n - 1], the intercept's column of ones among them.
// One column at a time is read through a chunk of rows that stays in the fastest cache.
struct Design {
  std::span<const double> x;
  std::size_t rows, columns;
  const double* column(std::size_t j) const { return x.data() + j * rows; }
};

namespace detail {

inline constexpr std::size_t chunk = 256;
// A starting point is sought on every eighth chunk.
inline constexpr std::size_t sparse = 8;

template <class V>
MLE_INLINE double dot(const double* a, const double* b, std::size_t n) {
  const auto product = [&](std::size_t i) { return load<V>(a + i) * load<V>(b + i); };
  V s0 = splat<V>(0), s1 = s0, s2 = s0, s3 = s0;
  const std::size_t whole = whole_groups(n, 4 * lanes<V>);
  std::size_t i = 0;
  for (; i < whole; i += 4 * lanes<V>) {
    s0 += product(i);
    s1 += product(i + lanes<V>);
    s2 += product(i + 2 * lanes<V>);
    s3 += product(i + 3 * lanes<V>);
  }
  double rest = 0;
  for (; i < n; ++i) rest += a[i] * b[i];
  return sum_of_lanes((s0 + s1) + (s2 + s3)) + rest;
}

// eta = X beta for the rows of one chunk.
template <class V>
MLE_INLINE void predict(const Design& design, std::span<const double> beta, std::size_t first, std::size_t count,
                        double* eta) {
  for (std::size_t i = 0; i < count; ++i) eta[i] = 0;
  for (std::size_t j = 0; j < design.columns; ++j) {
    const double* x = design.column(j) + first;
    std::size_t i = 0;
    for (; count - i >= lanes<V>; i += lanes<V>)
      store<V>(eta + i, load<V>(eta + i) + splat<V>(beta[j]) * load<V>(x + i));
    for (; i < count; ++i) eta[i] += beta[j] * x[i];
  }
}

// What a row adds, from one exponential: m and the linear part of its NLL, residual p - y, weight p (1 - p).
template <class V>
struct LogitRow {
  V e, positive, residual, weight;
};
template <class V>
MLE_INLINE LogitRow<V> logit_row(V y, V z) {
  const V sign = splat<V>(1) - splat<V>(2) * y, towards = sign * z;
  const V e = exp_in_range<V>(-absolute<V>(z));
  const V inverse = splat<V>(1) / (splat<V>(1) + e), ratio = e * inverse;
  const V miss = select<V>(less<V>(towards, splat<V>(0)), ratio, inverse);
  return {e, larger<V>(towards, splat<V>(0)), sign * miss, ratio * inverse};
}

// The largest |x_i|; a NaN is passed over.
template <class V>
MLE_INLINE double largest_of(const double* x, std::size_t n) {
  V largest = splat<V>(0);
  std::size_t i = 0;
  for (; n - i >= lanes<V>; i += lanes<V>) largest = larger<V>(largest, absolute<V>(load<V>(x + i)));
  double rest = largest_lane(largest);
  for (; i < n; ++i) rest = larger<double>(rest, std::fabs(x[i]));
  return rest;
}

// eta is overwritten by residuals; weights are written where they are wanted. Returns the NLL of the rows.
template <class V, bool weights>
MLE_INLINE double finish_chunk(const double* y, double* eta, double* weight, std::size_t count) {
  if (largest_of<V>(eta, count) > largest_exponent) {
    double nll = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double sign = 1 - 2 * y[i], towards = sign * eta[i];
      nll += log1p_exp(towards);
      eta[i] = sign * sigmoid(towards);
      if constexpr (weights) weight[i] = sigmoid(towards) * sigmoid(-towards);
    }
    return nll;
  }
  LogProduct<V> product;
  V positive = splat<V>(0);
  std::size_t i = 0;
  while (count - i >= lanes<V>) {
    const std::size_t left = (count - i) / lanes<V>, end = i + lanes<V> * (left < factors ? left : factors);
    V m = splat<V>(0);
    for (; i < end; i += lanes<V>) {
      const LogitRow<V> row = logit_row<V>(load<V>(y + i), load<V>(eta + i));
      m += row.e * (splat<V>(1) + m);
      positive += row.positive;
      store<V>(eta + i, row.residual);
      if constexpr (weights) store<V>(weight + i, row.weight);
    }
    product.times_one_plus(m);
  }
  double rest = 0;
  for (; i < count; ++i) {
    const LogitRow<double> row = logit_row<double>(y[i], eta[i]);
    rest += row.positive + log1p(row.e);
    eta[i] = row.residual;
    if constexpr (weights) weight[i] = row.weight;
  }
  return sum_of_lanes(positive) + product.value() + rest;
}

// One pass over every `stride`-th chunk.
template <class V, bool hessians>
double logistic_pass(const Design& design, std::span<const double> y, std::span<const double> beta,
                     std::span<double> gradient, std::span<double> hessian, std::size_t stride) {
  const std::size_t n = design.rows, d = design.columns;
  double residual[chunk], weight[chunk], weighted[chunk];
  for (double& g : gradient) g = 0;
  for (double& h : hessian) h = 0;
  Sum<double> nll;
  for (std::size_t first = 0; first < n; first += chunk * stride) {
    const std::size_t count = n - first < chunk ? n - first : chunk;
    predict<V>(design, beta, first, count, residual);
    nll.add(finish_chunk<V, hessians>(y.data() + first, residual, weight, count));
    for (std::size_t j = 0; j < d; ++j) gradient[j] += dot<V>(design.column(j) + first, residual, count);
    if constexpr (!hessians) continue;
    for (std::size_t j = 0; j < d; ++j) {
      const double* x = design.column(j) + first;
      std::size_t i = 0;
      for (; count - i >= lanes<V>; i += lanes<V>) store<V>(weighted + i, load<V>(weight + i) * load<V>(x + i));
      for (; i < count; ++i) weighted[i] = weight[i] * x[i];
      for (std::size_t k = 0; k <= j; ++k) hessian[j * d + k] += dot<V>(design.column(k) + first, weighted, count);
    }
  }
  if constexpr (hessians)
    for (std::size_t j = 0; j < d; ++j)
      for (std::size_t k = 0; k < j; ++k) hessian[k * d + j] = hessian[j * d + k];
  return nll.value();
}

}  // namespace detail

// The NLL sum_i softplus(eta_i) - y_i eta_i, eta = X beta, with its gradient X'(p - y) (d numbers) and, unless that is
// empty, its Hessian X' diag(p (1 - p)) X (d x d, row-major). y in {0, 1}, X and beta finite. Nats. Relative error of the
// NLL 5e-15 given eta.
template <class V = Pair>
double logistic_nll_gradient(const Design& design, std::span<const double> y, std::span<const double> beta,
                             std::span<double> gradient, std::span<double> hessian = {}) {
  return hessian.empty() ? detail::logistic_pass<V, false>(design, y, beta, gradient, hessian, 1)
                         : detail::logistic_pass<V, true>(design, y, beta, gradient, hessian, 1);
}

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

inline double inner(std::span<const double> a, std::span<const double> b) {
  double sum = 0;
  for (std::size_t j = 0; j < a.size(); ++j) sum += a[j] * b[j];
  return sum;
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
    if (!(inner(step, change) > 0)) return;  // convex, so only by rounding
    steps_.insert(steps_.end(), step.begin(), step.end());
    changes_.insert(changes_.end(), change.begin(), change.end());
  }

  // v = (inverse Hessian) v
  void apply(std::span<double> v) const {
    const std::size_t d = v.size(), m = corrections(d);
    std::vector<double> share(m);
    for (std::size_t i = m; i-- > 0;) {
      const auto [step, change] = pair(i, d);
      share[i] = inner(step, v) / inner(step, change);
      for (std::size_t j = 0; j < d; ++j) v[j] -= share[i] * change[j];
    }
    solve_cholesky(factor_, v);
    for (std::size_t i = 0; i < m; ++i) {
      const auto [step, change] = pair(i, d);
      const double back = share[i] - inner(change, v) / inner(step, change);
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
    logistic_pass<V, true>(design, y, beta, step, curvature.matrix(), sparse);
    if (!curvature.factorise(d)) return;
    gradient = step;
    curvature.apply(step);
    decrement = inner(gradient, step);
    for (std::size_t j = 0; j < d; ++j) beta[j] -= step[j];
  }
}

}  // namespace detail

// Minimises that NLL from beta = 0, over beta (d numbers, overwritten). y in {0, 1}, X finite, n >= 1.
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
  LogisticFit fit;

  for (double& b : beta) b = 0;
  if (design.rows >= detail::sparse * detail::chunk) detail::begin_logistic<V>(design, y, beta);
  const auto full_pass = [&](std::span<const double> at, std::span<double> g, bool with_hessian) {
    ++fit.passes;
    return logistic_nll_gradient<V>(design, y, at, g, with_hessian ? curvature.matrix() : std::span<double>());
  };
  fit.nll = full_pass(beta, gradient, true);
  if (!(fit.nll <= n * ln2)) {  // worse than beta = 0: the eighth misled
    for (double& b : beta) b = 0;
    fit.nll = full_pass(beta, gradient, true);
  }
  if (!curvature.factorise(d)) return fit;

  double last_length = infinity;
  while (fit.passes < most_passes) {
    step = gradient;
    curvature.apply(step);
    const double decrement = detail::inner(gradient, step);  // the squared length
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
