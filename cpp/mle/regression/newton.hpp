// Damped Newton with a line search over any smooth objective: the one search of the smooth regressions.
#pragma once

#include <algorithm>
#include <vector>

#include "mle/linear.hpp"
#include "mle/parameter.hpp"

namespace mle {

struct Derivatives {
  std::vector<double> gradient;
  std::vector<double> noise;    // one rounding unit of the terms that each entry of the gradient is the sum of
  std::vector<double> hessian;  // row-major, symmetric

  void clear(std::size_t k) {
    gradient.assign(k, 0);
    noise.assign(k, 0);
    hessian.assign(k * k, 0);
  }
};

// A negative log-likelihood, penalty included, as a function of `size` numbers.
class RegressionObjective {
 public:
  double nll = 0;       // without the penalty, as last evaluated
  double farthest = 0;  // as last evaluated, the largest |eta| of a row that may push coefficients without end

  virtual ~RegressionObjective() = default;
  virtual std::size_t size() const = 0;
  // The value at a point, not finite where the point is not allowed; derivatives where they are asked for.
  virtual double evaluate(std::span<const double> at, Derivatives* derivatives) = 0;
  // Where there is a quicker way than a search's first steps: moves `at` close to the minimum and adds to `passes` how many
  // it took. false: nothing moved.
  virtual bool approach(std::vector<double>&, int&) { return false; }
};

struct Minimum {
  bool converged = false;
  double value = 0;
  bool flat = false;  // not converged, but only because a direction has no curvature: gradient and gain are negligible
  int iterations = 0;
  Derivatives derivatives;  // at the end

  bool settled() const { return converged || flat; }  // at a minimum, which need not be the only one
};

namespace newton {

inline constexpr double armijo = 1e-4;
inline constexpr double close = 1e-8;        // predicted gain, in nats, from which steps are judged by the gradient,
inline constexpr double hidden = 1e-13;      // or as a share of the value, whose rounding would hide it
inline constexpr double negligible = 1e-12;  // predicted gain of a converged search, in nats
inline constexpr double noise_units = 64;    // how many units of its rounding a converged gradient may hold
inline constexpr double small_step = 1e-6;   // of a converged search, times 1 + |coordinate|: far off, an exponential
                                             // tail has no gradient left, but Newton's step along it is still 1
inline constexpr double rounding_unit = std::numeric_limits<double>::epsilon();
inline constexpr double smallest_tau = 1e-10, largest_tau = 1e20;
inline constexpr double singular = 1e-13;    // a pivot this small, as a share of its diagonal, is no curvature

// The step -H^-1 g of the first positive definite H + tau D, tau from `least` up; D is |H|'s diagonal, and where that
// is less, as where every row is beyond a kink, the size of the gradient's terms. Returns tau.
inline double newton_step(const Derivatives& d, double least, std::vector<double>& step, std::vector<double>& work) {
  const std::size_t k = d.gradient.size();
  double tau = least;
  for (; tau < largest_tau; tau = tau == 0 ? smallest_tau : tau * 10) {
    work = d.hessian;
    for (std::size_t j = 0; j < k; ++j) {
      double& diagonal = work[j * k + j];
      diagonal += tau * std::fmax(std::fmax(std::fabs(diagonal), d.noise[j] / rounding_unit), 1e-300);
      step[j] = -d.gradient[j];
    }
    bool regular = solve_symmetric(work, step) == Solution::positive;
    for (std::size_t j = 0; regular && j < k; ++j)
      regular = work[j * k + j] > singular * std::fabs(d.hessian[j * k + j]);
    if (regular) return tau;
  }
  std::fill(step.begin(), step.end(), 0);
  return tau;
}

// No entry of the gradient exceeds one unit of its own rounding: no step can tell where it leads.
inline bool spent(const Derivatives& d) {
  for (std::size_t j = 0; j < d.gradient.size(); ++j)
    if (std::fabs(d.gradient[j]) > d.noise[j]) return false;
  return true;
}

}  // namespace newton

// Goes downhill from `at`, which is overwritten, until no step helps, at most `limit` steps.
// Far off, a step must lower the value (Armijo), halved until it does. Close by, where the value's rounding hides what
// a step gains, full steps are taken as long as they more than halve the predicted gain g' H^-1 g / 2. So the
// search ends where rounding of the gradient stops it, and has converged if there the curvature is positive, the gain
// still predicted and the step are negligible, and the gradient is no more than its own rounding.
// at: a point whose value is finite. Work per step O(k^3) beside the objective's own.
inline Minimum minimise(RegressionObjective& objective, std::vector<double>& at, int limit) {
  const std::size_t k = objective.size();
  Minimum result;
  Derivatives next;
  std::vector<double> step(k), trial(k), trial_step(k), work(k * k);
  Derivatives& now = result.derivatives;
  result.value = objective.evaluate(at, &now);
  double tau = newton::newton_step(now, 0, step, work);
  double gain = -dot(now.gradient, step) / 2;
  while (result.iterations < limit && gain > 0) {
    const bool polish = gain < newton::close + newton::hidden * std::fabs(result.value);
    if (polish && newton::spent(now)) break;
    bool moved = false;
    // 2^-30 of a step that the quadratic proposes: below that the value is no longer a smooth function of it
    for (double share = 1; share > 1e-9 && !moved; share /= 2) {
      for (std::size_t j = 0; j < k; ++j) trial[j] = at[j] + share * step[j];
      const double value = objective.evaluate(trial, share == 1 ? &next : nullptr);
      const bool lower = std::isfinite(value) && value <= result.value - 2 * newton::armijo * share * gain;
      if (polish ? !std::isfinite(value) : !lower) {
        if (polish) break;
        continue;
      }
      if (share != 1) objective.evaluate(trial, &next);
      const double next_tau = newton::newton_step(next, 0, trial_step, work);
      const double next_gain = -dot(next.gradient, trial_step) / 2;
      if (polish && !(next_gain < gain / 2)) break;
      std::swap(at, trial);
      std::swap(now, next);
      std::swap(step, trial_step);
      result.value = value;
      tau = next_tau;
      gain = next_gain;
      ++result.iterations;
      moved = true;
    }
    if (moved) continue;
    // No share of the step helps: a shorter one, turned to the gradient, may.
    if (polish || tau > 1e3) break;
    tau = newton::newton_step(now, std::fmax(tau * 1e3, 1e-6), step, work);
    gain = -dot(now.gradient, step) / 2;
  }
  const bool positive = newton::newton_step(now, 0, step, work) == 0;
  gain = -dot(now.gradient, step) / 2;
  double still = 0;  // what the rounding of the gradient alone would predict
  bool quiet = std::isfinite(gain), near = true;
  for (std::size_t j = 0; j < k; ++j) {
    const double allowed = newton::noise_units * now.noise[j];
    quiet = quiet && std::fabs(now.gradient[j]) <= allowed;
    near = near && std::fabs(step[j]) <= newton::small_step * (1 + std::fabs(at[j]));
    still += allowed * std::fabs(step[j]);
  }
  quiet = quiet && gain <= std::fmax(newton::negligible, still);
  result.converged = quiet && near && positive;
  result.flat = quiet && near && !positive;
  return result;
}

// The inverse of a positive definite k x k matrix; empty where it is not. One factorisation L D L', then each column.
inline std::vector<double> inverse(std::span<const double> matrix, std::size_t k) {
  std::vector<double> out(k * k), factor(matrix.begin(), matrix.end()), column(k);
  if (solve_symmetric(factor, column) != Solution::positive) return {};
  for (std::size_t j = 0; j < k; ++j) {
    std::fill(column.begin(), column.end(), 0);
    column[j] = 1;
    for (std::size_t i = j + 1; i < k; ++i)
      for (std::size_t m = j; m < i; ++m) column[i] -= factor[i * k + m] * column[m];
    for (std::size_t i = k; i-- > 0;) {
      if (!(factor[i * k + i] > 0)) return {};
      column[i] /= factor[i * k + i];
      for (std::size_t m = i + 1; m < k; ++m) column[i] -= factor[m * k + i] * column[m];
    }
    for (std::size_t i = 0; i < k; ++i) out[i * k + j] = column[i];
  }
  return out;
}

}  // namespace mle
