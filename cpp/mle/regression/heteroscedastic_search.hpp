// The search of a heteroscedastic regression: mean and log sigma, both linear, by scoring and Newton's method.
#pragma once

#include "mle/linear.hpp"
#include "mle/regression/least_squares.hpp"

namespace mle {

namespace heteroscedastic {

// One of the two linear parts over the independent columns, made orthonormal: x_i gamma = q_i phi, phi = R gamma.
struct Part {
  ScaledDesign design;
  std::vector<std::size_t> columns;
  std::vector<double> q;  // rows x columns.size()

  void orthonormalise(const Qr& qr) {
    columns = qr.independent;
    const std::size_t p = columns.size();
    q.resize(design.rows * p);
    for (std::size_t i = 0; i < design.rows; ++i) {
      for (std::size_t k = 0; k < p; ++k) q[i * p + k] = design.row(i)[columns[k]];
      qr.solve_transposed(std::span(q).subspan(i * p, p));
    }
  }

  double at(std::size_t i, std::span<const double> phi) const {
    double sum = 0;
    for (std::size_t k = 0; k < phi.size(); ++k) sum += q[i * phi.size() + k] * phi[k];
    return sum;
  }

  // phi to raw coefficients, 0 for the columns left out.
  std::vector<double> raw(const Qr& qr, std::span<const double> phi) const {
    std::vector<double> gamma(phi.begin(), phi.end()), out(design.columns);
    qr.solve(gamma);
    for (std::size_t k = 0; k < gamma.size(); ++k) out[columns[k]] = gamma[k];
    design.to_raw(out);
    return out;
  }

  // The covariance of phi, p x p, to that of the raw coefficients; every column independent.
  void covariance(const Qr& qr, std::vector<double>& matrix) const {
    const std::size_t p = columns.size();
    std::vector<double> line(p);
    for (int side = 0; side < 2; ++side)
      for (std::size_t k = 0; k < p; ++k) {
        for (std::size_t j = 0; j < p; ++j) line[j] = matrix[side == 0 ? j * p + k : k * p + j];
        qr.solve(line);
        for (std::size_t j = 0; j < p; ++j) matrix[side == 0 ? j * p + k : k * p + j] = line[j];
      }
    design.covariance_to_raw(matrix, design.columns);
  }
};

// Minimises sum_i w_i (s_i + r_i^2 e^(-2 s_i) / 2), s = log sigma. The mean is searched for as a change of the least squares
// fit: r = r_0 - q phi, with the fit's own residuals r_0, keeps the digits that y - x beta would lose.
class Search {
 public:
  Search(const Part& mean, const Part& spread, std::span<const double> x, const LeastSquares& start, double first_spread)
      : mean_(mean), spread_(spread), x_(x), start_(start), p_(mean.columns.size()),
        k_(p_ + spread.columns.size()), theta_(k_), gradient_(k_), hessian_(k_ * k_) {
    theta_[p_] = first_spread;
    for (double r : start.residuals()) target_.push_back({r, 0});
    for (std::size_t i = 0; i < rows(); ++i) information_ = std::fmax(information_, weight(i));
    information_ = 2 * power_of_two_near(information_);
  }

  FitStatus run() {
    constexpr int limit = 200, alternations = 3;
    const double negligible = 1e-20 * mean_.design.n, quadratic = 1e-8 * mean_.design.n;  // of the Newton decrement
    double value = nll(theta_);
    for (iterations = 0; iterations < limit; ++iterations) {
      if (vanishing()) return FitStatus::unbounded;
      curvature();
      std::vector<double> step = gradient_, matrix = hessian_;
      const bool newton = iterations >= alternations && solve_symmetric(matrix, step) == Solution::positive;
      if (newton) {
        double decrement = 0;
        for (std::size_t j = 0; j < k_; ++j) decrement += step[j] * gradient_[j];
        if (decrement <= quadratic && decrement >= 0) {  // here rounding hides what a line search would compare
          for (std::size_t j = 0; j < k_; ++j) theta_[j] -= step[j];
          value = nll(theta_);
          if (decrement <= negligible || decrement >= previous_) return FitStatus::converged;
          previous_ = decrement;
          continue;
        }
      } else {
        alternate(step);
        value = nll(theta_);
      }
      descend(step, value);
    }
    return FitStatus::iteration_limit;
  }

  int iterations = 0;
  std::span<const double> mean() const { return std::span(theta_).first(p_); }
  std::span<const double> spread() const { return std::span(theta_).subspan(p_); }
  double nll() const { return nll(theta_); }

  // The inverse of the observed information: the blocks of the mean and of the spread.
  bool covariance(std::vector<double>& mean, std::vector<double>& spread) {
    curvature();
    for (std::size_t c = 0; c < k_; ++c) {
      std::vector<double> matrix = hessian_, column(k_);
      column[c] = 1;
      if (solve_symmetric(matrix, column) != Solution::positive) return false;
      if (c < p_) mean.insert(mean.end(), column.begin(), column.begin() + static_cast<std::ptrdiff_t>(p_));
      else spread.insert(spread.end(), column.begin() + static_cast<std::ptrdiff_t>(p_), column.end());
    }
    return true;
  }

 private:
  std::size_t rows() const { return mean_.design.rows; }
  double weight(std::size_t i) const { return mean_.design.weights[i]; }
  double residual(std::size_t i, std::span<const double> theta) const {
    return target_[i].high - mean_.at(i, theta.first(p_));
  }
  double log_sigma(std::size_t i, std::span<const double> theta) const { return spread_.at(i, theta.subspan(p_)); }

  double nll(std::span<const double> theta) const {
    double sum = 0;
    for (std::size_t i = 0; i < rows(); ++i) {
      const double s = log_sigma(i, theta), z = residual(i, theta) * exp(-s);
      sum += weight(i) * (s + 0.5 * z * z);
    }
    return sum;
  }

  // Some sigma is down at the rounding of its observation: nothing holds it.
  bool vanishing() const {
    for (std::size_t i = 0; i < rows(); ++i)
      if (exp(log_sigma(i, theta_)) <= 16 * start_.rounding(i)) return true;
    return false;
  }

  // Gradient and observed Hessian.
  void curvature() {
    gradient_.assign(k_, 0);
    hessian_.assign(k_ * k_, 0);
    std::vector<double> row(k_);
    for (std::size_t i = 0; i < rows(); ++i) {
      const double inverse = exp(-log_sigma(i, theta_)), z = residual(i, theta_) * inverse, w = weight(i);
      for (std::size_t j = 0; j < k_; ++j)
        row[j] = j < p_ ? mean_.q[i * p_ + j] : spread_.q[i * (k_ - p_) + j - p_];
      for (std::size_t j = 0; j < k_; ++j) {
        gradient_[j] += w * row[j] * (j < p_ ? -z * inverse : 1 - z * z);
        for (std::size_t l = 0; l <= j; ++l)
          hessian_[j * k_ + l] += w * row[j] * row[l] * (j < p_ ? inverse * inverse : l < p_ ? 2 * z * inverse : 2 * z * z);
      }
    }
    for (std::size_t j = 0; j < k_; ++j)
      for (std::size_t l = j + 1; l < k_; ++l) hessian_[j * k_ + l] = hessian_[l * k_ + j];
  }

  // Weighted least squares for the mean, then the step of Fisher scoring for log sigma, whose expected information is
  // information_ times the identity.
  void alternate(std::vector<double>& step) {
    std::vector<double> weights(rows());
    for (std::size_t i = 0; i < rows(); ++i) weights[i] = weight(i) * exp(-2 * log_sigma(i, theta_));
    take_mean(LeastSquares(mean_.design, x_, target_, weights, 0));
    curvature();
    for (std::size_t j = 0; j < k_; ++j) step[j] = j < p_ ? 0 : gradient_[j] / information_;
  }

  // phi = R gamma
  void take_mean(const LeastSquares& fit) {
    for (std::size_t i = 0; i < p_; ++i) {
      theta_[i] = 0;
      for (std::size_t k = i; k < p_; ++k)
        theta_[i] += start_.qr().r(i, mean_.columns[k]) * fit.scaled_coefficient(mean_.columns[k]);
    }
  }

  // theta - t step with the largest t = 1, 1/2, ... that makes the NLL smaller; no log sigma moves by more than 2.
  void descend(std::span<const double> step, double& value) {
    double slope = 0, fastest = 0;
    for (std::size_t j = 0; j < k_; ++j) slope += step[j] * gradient_[j];
    for (std::size_t i = 0; i < rows(); ++i) fastest = std::fmax(fastest, std::fabs(log_sigma(i, step)));
    std::vector<double> next(k_);
    double t = fastest > 2 ? 2 / fastest : 1;
    for (int halving = 0; halving < 60; ++halving, t /= 2) {
      for (std::size_t j = 0; j < k_; ++j) next[j] = theta_[j] - t * step[j];
      const double there = nll(next);
      if (!(there <= value - 1e-4 * t * slope)) continue;
      theta_ = next;
      value = there;
      return;
    }
  }

  const Part& mean_;
  const Part& spread_;
  std::span<const double> x_;
  const LeastSquares& start_;
  std::size_t p_, k_;
  std::vector<DoubleDouble> target_;
  std::vector<double> theta_, gradient_, hessian_;
  double information_ = 0, previous_ = infinity;
};

}  // namespace heteroscedastic

}  // namespace mle
