// The way back from a loss to the noise that it stands for: the density e^(-loss) / Z, where there is one.
#pragma once

#include <cmath>
#include <span>

#include "mle/likelihoods/huber.hpp"
#include "mle/special.hpp"
#include "mle/status.hpp"

namespace mle {

// Losses of a residual r, each with at most one shape s. In nats: a loss of another unit is another noise.
enum class NamedLoss {
  squared,   // r^2: no shape
  absolute,  // |r|: no shape
  huber,     // r^2 / 2 if |r| <= s, else s |r| - s^2 / 2; s > 0
  pinball,   // s r above 0, (s - 1) r below; 0 < s < 1
  clipped,   // min(r^2, s); s > 0
  tukey,     // s^2 / 6 (1 - (1 - (r / s)^2)^3) if |r| <= s, else s^2 / 6; s > 0 (Beaton and Tukey 1974)
};
inline constexpr const char* named_loss_names[] = {"squared", "absolute", "huber", "pinball", "clipped", "tukey"};

inline Status check_named_loss(NamedLoss loss, double shape) {
  if (loss == NamedLoss::squared || loss == NamedLoss::absolute) return {};
  if (loss == NamedLoss::pinball && !(shape > 0 && shape < 1))
    return Status::invalid("shape", "must be above 0 and below 1", shape);
  if (!(shape > 0 && shape < infinity)) return Status::invalid("shape", "must be above 0 and finite", shape);
  return {};
}

// r finite; the shape as check_named_loss asks.
inline double named_loss(NamedLoss loss, double shape, double r) {
  const double size = std::fabs(r);
  switch (loss) {
    case NamedLoss::squared: return r * r;
    case NamedLoss::absolute: return size;
    case NamedLoss::huber: return size <= shape ? 0.5 * r * r : shape * (size - 0.5 * shape);
    case NamedLoss::pinball: return r > 0 ? shape * r : (1 - shape) * size;
    case NamedLoss::clipped: return std::fmin(r * r, shape);
    case NamedLoss::tukey: break;
  }
  const double share = std::fmin(size / shape, 1), left = 1 - share * share;
  return shape * shape / 6 * (1 - left * left * left);
}

// log of Z = integral of e^-loss over all r: closed forms, within 4e-16 (1 + |log Z|). +infinity where the loss is flat far
// out: then it is no minus log-density.
inline double named_loss_log_normaliser(NamedLoss loss, double shape) {
  switch (loss) {
    case NamedLoss::squared: return half_log_two_pi - 0.5 * ln2;  // log sqrt(pi)
    case NamedLoss::absolute: return ln2;
    case NamedLoss::huber: {
      const double theta[] = {shape, 0, 1};
      return Huber(theta).normaliser();
    }
    case NamedLoss::pinball: return -log(shape) - log1p(-shape);
    default: return infinity;
  }
}

// A loss that is straight between knots (x, value) and goes on beyond the last ones with their slopes. At least two knots,
// x rising, all finite.
struct BentLoss {
  std::span<const double> x, values;

  Status check() const {
    if (x.size() < 2) return Status::invalid("x", "must hold at least two knots", static_cast<double>(x.size()));
    if (values.size() != x.size())
      return Status::invalid("values", "must hold one value for each knot", static_cast<double>(values.size()));
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (!std::isfinite(x[i])) return Status::invalid("x", "must hold finite numbers", x[i]);
      if (!std::isfinite(values[i])) return Status::invalid("values", "must hold finite numbers", values[i]);
      if (i > 0 && !(x[i] > x[i - 1])) return Status::invalid("x", "must rise", x[i]);
    }
    return {};
  }

  double slope(std::size_t i) const { return (values[i + 1] - values[i]) / (x[i + 1] - x[i]); }  // after knot i

  double operator()(double r) const {
    std::size_t i = 0;
    while (i + 2 < x.size() && r > x[i + 1]) ++i;
    return values[i] + slope(i) * (r - x[i]);
  }

  // log of Z = integral of e^-loss over all r: a sum of exponentials' integrals, within 1e-15 (1 + |log Z|) for values of
  // ordinary size. +infinity unless the loss rises beyond both ends.
  double log_normaliser() const {
    const std::size_t last = x.size() - 1;
    const double left = -slope(0), right = slope(last - 1);
    if (!(left > 0 && right > 0)) return infinity;
    double lowest = infinity;
    for (double value : values) lowest = std::fmin(lowest, value);
    double sum = exp(lowest - values[0]) / left + exp(lowest - values[last]) / right;
    for (std::size_t i = 0; i < last; ++i) {
      const double lower = std::fmin(values[i], values[i + 1]);
      sum += (x[i + 1] - x[i]) * exp(lowest - lower) * mean_decay(std::fabs(values[i + 1] - values[i]));
    }
    return log(sum) - lowest;
  }

 private:
  // The mean of e^-u over u from 0 to t: (1 - e^-t) / t, near 0 by its series.
  static double mean_decay(double t) {
    if (t >= 1) return (1 - exp(-t)) / t;
    double term = 1, sum = 1;
    for (double k = 2; std::fabs(term) > 0x1p-56; ++k) sum += term *= -t / k;
    return sum;
  }
};

// Hinge loss of a label y, -1 or 1, at prediction f: max(0, 1 - y f). f finite.
inline double hinge_loss(double y, double f) { return std::fmax(0, 1 - y * f); }

// Z(f) = sum over y = -1, 1 of e^-hinge. It depends on f, from 2/e at 0 to 1 + e^-2 at 1 and down to 1: hinge loss is no
// minus log-probability of a label.
inline double hinge_normaliser(double f) { return exp(-hinge_loss(1, f)) + exp(-hinge_loss(-1, f)); }

}  // namespace mle
