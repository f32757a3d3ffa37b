// Least squares as exact as the data allow.
#pragma once

#include "mle/double_double.hpp"
#include "mle/regression/design.hpp"
#include "mle/regression/qr.hpp"

namespace mle {

// 2^k close to the largest |value|, 1 where all are 0: dividing by it is exact and keeps squares in range.
inline double power_of_two_near(double largest) {
  return largest > 0 ? elementary::power_of_two(std::clamp(std::ilogb(largest), -1000, 1000)) : 1;
}

// y - offset over a power of two near the largest of both, `unit`, exactly.
struct Target {
  double unit = 1;
  std::vector<DoubleDouble> values;

  explicit Target(const ScaledDesign& design) {
    double largest = 0;
    for (std::size_t i = 0; i < design.rows; ++i)
      largest = std::fmax(largest, std::fmax(std::fabs(design.y[i]), std::fabs(design.offset[i])));
    unit = power_of_two_near(largest);
    for (std::size_t i = 0; i < design.rows; ++i)
      values.push_back(two_sum(design.y[i] / unit, -design.offset[i] / unit));
  }
};

// Minimises sum_i w_i (target_i - x_i gamma)^2 + sum_j penalty_j gamma_j^2 over the scaled columns.
// A column that depends on the ones before it gets coefficient 0 (a basic solution).
// The first solution, by QR, is refined as in Bjorck 1967 (BIT 7, 257): residuals and coefficients are corrected together,
// with what the equations still lack computed in twice the precision from the raw predictors. So coefficients are within a
// few units in the last place of the solution for these doubles while the condition number stays below about 1e14.
class LeastSquares {
 public:
  // x: the caller's own matrix, which design was made of. lambda: L2 on the raw coefficients.
  LeastSquares(const ScaledDesign& design, std::span<const double> x, std::vector<DoubleDouble> target,
               std::span<const double> weights, double lambda)
      : design_(design),
        x_(x),
        target_(std::move(target)),
        root_(roots(weights)),
        penalty_(penalties(lambda)),
        extra_(lambda > 0 ? design.columns : 0),
        qr_(weighted(), design.rows + extra_, design.columns, sizes()),
        gamma_(design.columns) {
    std::vector<double> residual(design.rows + extra_), lack(residual.size()), slope(design.columns);
    double previous = infinity;
    for (int step = 0; step < 20; ++step) {
      measure(residual, lack, slope);
      // The correction (dr, dgamma) solves dr + A dgamma = lack, A' dr = slope.
      const std::size_t p = qr_.rank();
      std::vector<double> correction(p);
      for (std::size_t k = 0; k < p; ++k) correction[k] = slope[qr_.independent[k]];
      qr_.solve_transposed(correction);
      qr_.multiply_transposed(lack);
      for (std::size_t k = 0; k < p; ++k) {
        const double along = lack[k];
        lack[k] = correction[k];
        correction[k] = along - correction[k];
      }
      qr_.multiply(lack);
      qr_.solve(correction);
      double largest = 0, size = 0;
      for (std::size_t k = 0; k < p; ++k) {
        largest = std::fmax(largest, std::fabs(correction[k]));
        size = std::fmax(size, std::fabs(gamma_[qr_.independent[k]].high));
      }
      if (!(largest <= previous / 2)) break;  // no nearer: rounding is all that is left
      for (std::size_t k = 0; k < p; ++k) {
        DoubleDouble& g = gamma_[qr_.independent[k]];
        g = g + DoubleDouble{correction[k], 0};
      }
      for (std::size_t i = 0; i < residual.size(); ++i) residual[i] += lack[i];
      if (largest <= 1e-20 * size) break;
      previous = largest;
    }
  }

  const Qr& qr() const { return qr_; }

  // sum_i w_i (target_i - x_i gamma)^2, w the design's own weights.
  double squares() const {
    double sum = 0;
    for (std::size_t i = 0; i < design_.rows; ++i) {
      const double r = difference(i).value();
      sum += design_.weights[i] * (r * r);
    }
    return sum;
  }

  // target_i - x_i gamma.
  std::vector<double> residuals() const {
    std::vector<double> out(design_.rows);
    for (std::size_t i = 0; i < design_.rows; ++i) out[i] = difference(i).value();
    return out;
  }

  // How far the rounding of the numbers that residual i is the difference of may move it.
  double rounding(std::size_t i) const {
    double terms = std::fabs(target_[i].high);
    for (std::size_t j = 0; j < design_.columns; ++j) terms += std::fabs(raw(i, j) / design_.scale[j] * gamma_[j].high);
    return 4 * std::numeric_limits<double>::epsilon() * terms;
  }

  // No residual exceeds that: the fit goes through every point.
  bool perfect() const {
    for (std::size_t i = 0; i < design_.rows; ++i)
      if (!(std::fabs(difference(i).value()) <= rounding(i))) return false;
    return true;
  }

  // gamma_j, rounded.
  double scaled_coefficient(std::size_t j) const { return gamma_[j].value(); }

  // The raw coefficients, the intercept first.
  std::vector<double> coefficients() const { return design_.raw_coefficients(gamma_); }

  // What a penalty would cost, from the triangle alone: of the solution under lambda, its sum of squared residuals and
  // lambda times its squared coefficients. This object's own lambda is 0.
  struct Cost {
    double squares, penalty;
  };
  Cost cost_under(double lambda) const {
    const std::size_t p = design_.columns, rank = qr_.rank();
    std::vector<double> projected = projected_target(), size(p), a((rank + p) * p), b(rank + p);
    const std::vector<double> penalty = penalties(lambda);
    for (std::size_t i = 0; i < rank; ++i) {
      b[i] = projected[i];
      for (std::size_t k = qr_.independent[i]; k < p; ++k) a[i * p + k] = qr_.r(i, k);
    }
    for (std::size_t k : qr_.dependent)  // below the rows that were there when it was found it holds rounding alone
      for (std::size_t i = 0; i < rank; ++i)
        if (qr_.independent[i] > k) a[i * p + k] = 0;
    for (std::size_t k = 0; k < p; ++k) {
      a[(rank + k) * p + k] = penalty[k];
      for (std::size_t i = 0; i < rank + p; ++i) size[k] = std::fmax(size[k], std::fabs(a[i * p + k]));
    }
    const Qr qr(a, rank + p, p, size);
    std::vector<double> gamma = b;
    qr.multiply_transposed(gamma);
    qr.solve(gamma);
    Cost cost{rest_of(projected, rank), 0};
    for (std::size_t i = 0; i < rank + p; ++i) {
      double lack = b[i];
      for (std::size_t k = 0; k < qr.rank(); ++k) lack -= a[i * p + qr.independent[k]] * gamma[k];
      (i < rank ? cost.squares : cost.penalty) += lack * lack;
    }
    return {unit_ * cost.squares, unit_ * cost.penalty};
  }

  // The sum of squares that is left when the intercept alone is fitted; lambda 0.
  double squares_about_intercept() const {
    return unit_ * rest_of(projected_target(), design_.intercept ? 1 : 0);
  }

  // (X'WX)^-1 of the raw columns; all columns independent.
  std::vector<double> covariance() const {
    std::vector<double> out = qr_.inverse_of_square();
    for (double& v : out) v /= unit_;
    design_.covariance_to_raw(out, design_.columns);
    return out;
  }

 private:
  double raw(std::size_t i, std::size_t j) const {
    if (design_.intercept && j == 0) return 1;
    const std::size_t first = design_.intercept ? 1 : 0;
    return x_[design_.source[i] * (design_.columns - first) + j - first];
  }

  DoubleDouble entry(std::size_t i, std::size_t j) const { return design_.entry(x_, i, j); }

  std::vector<double> projected_target() const {
    std::vector<double> b(design_.rows);
    for (std::size_t i = 0; i < design_.rows; ++i) b[i] = root_[i] * target_[i].value();
    qr_.multiply_transposed(b);
    return b;
  }

  static double rest_of(std::span<const double> b, std::size_t first) {
    double squares = 0;
    for (std::size_t i = first; i < b.size(); ++i) squares += b[i] * b[i];
    return squares;
  }

  // target_i - x_i gamma in twice the precision.
  DoubleDouble difference(std::size_t i) const {
    DoubleDouble sum = target_[i];
    for (std::size_t j = 0; j < design_.columns; ++j) sum = sum + -(entry(i, j) * gamma_[j]);
    return sum;
  }

  // lack = b - A gamma - residual, slope = -A' residual, for the rows times their roots, then the rows of the penalty.
  void measure(std::span<const double> residual, std::span<double> lack, std::span<double> slope) const {
    std::vector<DoubleDouble> sums(design_.columns);
    for (std::size_t i = 0; i < design_.rows; ++i) {
      const DoubleDouble root{root_[i], 0};
      lack[i] = (root * difference(i) + DoubleDouble{-residual[i], 0}).value();
      const DoubleDouble weighted = root * DoubleDouble{-residual[i], 0};
      for (std::size_t j = 0; j < design_.columns; ++j) sums[j] = sums[j] + entry(i, j) * weighted;
    }
    for (std::size_t j = 0; j < extra_; ++j) {
      const std::size_t i = design_.rows + j;
      const DoubleDouble root{penalty_[j], 0};
      lack[i] = (-(root * gamma_[j]) + DoubleDouble{-residual[i], 0}).value();
      sums[j] = sums[j] + root * DoubleDouble{-residual[i], 0};
    }
    for (std::size_t j = 0; j < design_.columns; ++j) slope[j] = sums[j].value();
  }

  // Square roots of the weights over a power of two: sums of squares stay in range, and whole weights exact.
  std::vector<double> roots(std::span<const double> weights) {
    unit_ = power_of_two_near(*std::max_element(weights.begin(), weights.end()));
    std::vector<double> out;
    for (double w : weights) out.push_back(std::sqrt(w / unit_));
    return out;
  }

  std::vector<double> penalties(double lambda) const {
    std::vector<double> out(design_.columns);
    for (std::size_t j = 0; j < out.size(); ++j) out[j] = std::sqrt(design_.penalty(j, lambda) / unit_);
    return out;
  }

  std::vector<double> weighted() const {
    const std::size_t columns = design_.columns;
    std::vector<double> a((design_.rows + extra_) * columns);
    for (std::size_t i = 0; i < design_.rows; ++i)
      for (std::size_t j = 0; j < columns; ++j) a[i * columns + j] = root_[i] * design_.x[i * columns + j];
    for (std::size_t j = 0; j < extra_; ++j) a[(design_.rows + j) * columns + j] = penalty_[j];
    return a;
  }

  std::vector<double> sizes() const {
    std::vector<double> out(design_.columns);
    for (std::size_t j = 0; j < design_.columns; ++j) {
      double squares = penalty_[j] * penalty_[j];
      for (std::size_t i = 0; i < design_.rows; ++i) {
        const double v = root_[i] * (raw(i, j) / design_.scale[j]);
        squares += v * v;
      }
      out[j] = std::sqrt(squares);
    }
    return out;
  }

  const ScaledDesign& design_;
  std::span<const double> x_;
  std::vector<DoubleDouble> target_;
  double unit_ = 1;
  std::vector<double> root_, penalty_;
  std::size_t extra_;
  Qr qr_;
  std::vector<DoubleDouble> gamma_;
};

// Standard errors and covariance from a covariance in units of scale^2. No errors at all where one leaves double precision,
// with the reason; no covariance where an entry does: a variance may where its root does not.
inline void report_errors(std::vector<double> covariance, double scale, std::vector<double>& errors,
                          std::vector<double>& out, const char*& reason) {
  const auto finite = [](double v) { return std::isfinite(v); };
  const std::size_t k = errors.size();
  for (std::size_t j = 0; j < k; ++j) errors[j] = scale * std::sqrt(covariance[j * k + j]);
  for (double& v : covariance) v *= scale * scale;
  if (!std::all_of(errors.begin(), errors.end(), finite)) {
    errors.assign(k, std::numeric_limits<double>::quiet_NaN());
    reason = "they leave double precision";
  } else if (std::all_of(covariance.begin(), covariance.end(), finite)) {
    out = std::move(covariance);
  }
}

}  // namespace mle
