// One tail of a distribution in the form that probabilities, logarithms and quantiles all need. The other tail is one
// minus it: so each function below computes the tail that is small or easy, and both come out accurate.
#pragma once

#include <cmath>
#include <limits>

#include "mle/elementary.hpp"
#include "mle/twofold.hpp"

namespace mle {

// At x > 0: the gamma distribution's own x, the odds of a beta distribution's. The weight is d P(X <= x) / d log x.
struct Tail {
  bool lower;    // P(X <= x), else P(X > x)
  Twofold log;   // log of the tail's probability
  double ratio;  // that probability over the weight
};

namespace tails {

// e^x - 1 for x <= 0, 4 ulp: log(e^x) / x puts back what rounding e^x took (Kahan).
inline double exp_less_one(double x) {
  const double power = exp(x);
  if (power == 1) return x;
  return power < 0x1p-60 ? -1 : (power - 1) * (x / log(power));
}

inline double probability(const Tail& tail, bool lower) {
  return tail.lower == lower ? std::fmin(1, exp(tail.log)) : -exp_less_one(std::fmin(0, tail.log.high));
}

// The coordinate's step by Newton's method on log probability - log target, and that difference.
struct Step {
  double difference, step;
};

inline Step step_of(const Tail& tail, bool lower, double target) {
  Step result;
  if (tail.lower == lower) {
    result.difference = (tail.log - log_ratio({target}, {1})).high;
    result.step = result.difference * tail.ratio;
  } else {
    const double other = -exp_less_one(tail.log.high);
    result.difference = log(other / target);
    result.step = result.difference * (other * tail.ratio / exp(tail.log));
  }
  if (!lower) result.step = -result.step;
  return result;
}

// The positive x whose lower (or upper) tail is target, 0 < target <= 1/2, from any guess; tail_at(x) is a Tail. The
// logarithms of both tails are concave in log x, so that Newton's method overshoots at most once and then stays on one
// side. Downwards that costs nothing, for there the logarithm is nearly linear; steps upwards are kept short.
template <class TailAt>
double solve_tail(TailAt tail_at, double guess, bool lower, double target) {
  double x = guess;
  for (int i = 0; i < 200 && x > 0 && x < std::numeric_limits<double>::max(); ++i) {
    const Step newton = step_of(tail_at(x), lower, target);
    x *= exp(-std::fmax(-3, std::fmin(100, newton.step)));
    if (std::fabs(newton.difference) < 1e-8) break;  // the step squared it
  }
  return x;
}

}  // namespace tails

}  // namespace mle
