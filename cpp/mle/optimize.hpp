// Descents that record where they went and why they stopped. They are ways to reach the maximum of the
// likelihood; they do not define it.
#pragma once

#include "mle/linear.hpp"
#include "mle/model.hpp"

namespace mle {

enum class Method { gradient, momentum, adam, newton, fisher };
inline constexpr const char* method_names[] = {"gradient", "momentum", "adam", "newton", "fisher"};

enum class DescentStatus {
  converged,              // gradient and step are negligible, and so is what Fisher scoring would still go
  flat,                   // gradient and step are negligible, but no proof of a maximum: scoring would still go far,
                          // or the observations no longer tell neighbouring parameters apart (an infinite logit)
  diverged,               // the NLL ran away, or stopped being finite
  left_domain,            // the next step would break a parameter's rule; the path ends before it
  not_positive_definite,  // no minimum in the local quadratic: plain Newton's step there, if any, is the last row
  iteration_limit,
};
inline constexpr const char* descent_status_names[] = {
    "converged", "flat", "diverged", "left-domain", "not-positive-definite", "iteration-limit"};

struct DescentOptions {
  Method method = Method::gradient;
  double step_size = 0.1;  // Newton and Fisher scoring: the share of the full step, 1 for plain
  int steps = 100;
  bool mean = false;       // descend on the mean NLL instead of the sum
  bool log_scale = false;  // descend in the logs of the positive parameters (sigma, b, a rate); the path is in theta
};

struct Descent {
  DescentStatus status = DescentStatus::iteration_limit;
  std::vector<double> path;  // rows of theta, the start first
  std::vector<double> nll;   // one value a row, in the chosen reduction
};

namespace descent {

inline constexpr double momentum_decay = 0.9;
inline constexpr double adam_first_decay = 0.9, adam_second_decay = 0.999, adam_floor = 1e-8;
inline constexpr double gradient_tolerance = 1e-9;  // for each observation, times a coordinate's size
inline constexpr double step_tolerance = 1e-9;      // times a coordinate's size
inline constexpr double scored_tolerance = 1e-6;    // of converged: the step of Fisher scoring, in the same units
inline constexpr double far = 1e-2;                 // of flat: likewise. Between the two the descent goes on
inline constexpr double gradient_noise = 1e-9;      // rounding in a gradient, as a share of its standard deviation
inline constexpr double runaway = 1e6;              // how far the NLL may rise, times 1 + |NLL at the start|

// What a descent moves in: theta, or the logs of its positive entries.
class Coordinates {
 public:
  Coordinates(const Model& model, bool logs) : model_(model), logs_(logs) {}

  bool logarithmic(std::size_t j) const { return logs_ && model_.parameters[model_.vector() ? 0 : j].positive(); }
  double chain(std::size_t j, std::span<const double> theta) const { return logarithmic(j) ? theta[j] : 1; }
  // What a coordinate's changes are measured against.
  double size(std::size_t j, std::span<const double> theta) const {
    return logarithmic(j) ? 1 : std::fmax(1, std::fabs(theta[j]));
  }

  void change_gradient(std::span<const double> theta, std::span<double> gradient) const {
    for (std::size_t j = 0; j < theta.size(); ++j) gradient[j] *= chain(j, theta);
  }
  // gradient: in these coordinates. It bends the observed curvature, and has no expectation:
  //   d^2 / d(log theta)^2 = theta^2 f'' + theta f'.
  void change_curvature(Curvature kind, std::span<const double> theta, std::span<const double> gradient,
                        std::span<double> curvature) const {
    const std::size_t k = theta.size();
    for (std::size_t i = 0; i < k; ++i) {
      for (std::size_t j = 0; j < k; ++j) curvature[i * k + j] *= chain(i, theta) * chain(j, theta);
      if (kind == Curvature::observed && logarithmic(i)) curvature[i * k + i] += gradient[i];
    }
  }
  double moved(std::size_t j, double value, double step) const {
    return logarithmic(j) ? value * exp(step) : value + step;
  }

 private:
  const Model& model_;
  bool logs_;
};

// How far one step of Fisher scoring would go from theta: the largest of |step_j| / its size. A vanishing
// gradient alone proves no maximum, for it vanishes as well where the NLL runs out flat; this is the distance to the
// maximum that gradient and curvature together tell of. +infinity where a parameter has no information left.
// gradient: of the summed NLL, in the coordinates.
inline double distance_to_score(const Model& model, const Coordinates& coordinates, std::span<const double> y,
                                std::span<const double> theta, std::span<const double> gradient) {
  const std::size_t k = theta.size();
  std::vector<double> information(k * k), step(gradient.begin(), gradient.end());
  model.curvature(Curvature::expected, y, theta, information);
  coordinates.change_curvature(Curvature::expected, theta, gradient, information);
  for (std::size_t j = 0; j < k; ++j)
    if (!(information[j * k + j] > 0)) return infinity;
  if (solve_symmetric(information, step, gradient_noise) != Solution::positive) return infinity;
  double largest = 0;
  for (std::size_t j = 0; j < k; ++j)
    largest = std::fmax(largest, std::fabs(step[j]) / coordinates.size(j, theta));
  return largest;
}

// The state that a method carries from step to step, and its rule for the next step.
class Stepper {
 public:
  Stepper(const Model& model, const Coordinates& coordinates, std::span<const double> y,
          const DescentOptions& options, std::size_t k)
      : model_(model), coordinates_(coordinates), y_(y), options_(options), first_(k), second_(k), curvature_(k * k) {}

  // step: what to add to the coordinates. False: no step exists. `definite` tells whether the curvature was
  // positive definite (always true for the methods without curvature).
  bool step(std::span<const double> theta, std::span<const double> gradient, std::span<double> step, bool& definite) {
    definite = true;
    switch (options_.method) {
      case Method::gradient:
        for (std::size_t j = 0; j < step.size(); ++j) step[j] = -options_.step_size * gradient[j];
        return true;
      case Method::momentum:
        for (std::size_t j = 0; j < step.size(); ++j) {
          first_[j] = momentum_decay * first_[j] + gradient[j];
          step[j] = -options_.step_size * first_[j];
        }
        return true;
      case Method::adam: {
        first_power_ *= adam_first_decay;
        second_power_ *= adam_second_decay;
        for (std::size_t j = 0; j < step.size(); ++j) {
          first_[j] = adam_first_decay * first_[j] + (1 - adam_first_decay) * gradient[j];
          second_[j] = adam_second_decay * second_[j] + (1 - adam_second_decay) * gradient[j] * gradient[j];
          const double mean = first_[j] / (1 - first_power_);  // unbiased although started from 0
          const double mean_square = second_[j] / (1 - second_power_);
          step[j] = -options_.step_size * mean / (std::sqrt(mean_square) + adam_floor);
        }
        return true;
      }
      case Method::newton:
      case Method::fisher: break;
    }
    const auto kind = options_.method == Method::newton ? Curvature::observed : Curvature::expected;
    model_.curvature(kind, y_, theta, curvature_);
    // The gradient may be that of the mean; the curvature is that of the sum.
    const double scale = options_.mean ? static_cast<double>(y_.size()) : 1;
    for (std::size_t j = 0; j < step.size(); ++j) step[j] = gradient[j] * scale;
    coordinates_.change_curvature(kind, theta, step, curvature_);
    const Solution solution = solve_symmetric(curvature_, step, gradient_noise);
    for (double& part : step) part *= -options_.step_size;
    definite = solution == Solution::positive;
    return solution != Solution::none;
  }

 private:
  const Model& model_;
  const Coordinates& coordinates_;
  std::span<const double> y_;
  const DescentOptions& options_;
  std::vector<double> first_, second_, curvature_;
  double first_power_ = 1, second_power_ = 1;  // adam_*_decay to the number of steps so far
};

}  // namespace descent

// Minimises the NLL of y from `start`. The path is finite throughout, whatever happens.
// step_size > 0, steps >= 1.
inline Status descend(const Model& model, std::span<const double> y, std::span<const double> start,
                      const DescentOptions& options, Descent& result) {
  const Status status = model.check(y, start);
  if (!status.ok()) return status;
  const std::size_t k = start.size();
  const double n = static_cast<double>(y.size());
  const double scale = options.mean ? 1 / n : 1;
  std::vector<double> theta(start.begin(), start.end()), gradient(k), whole_gradient(k), step(k);
  const descent::Coordinates coordinates(model, options.log_scale);
  for (std::size_t j = 0; j < k; ++j)
    if (coordinates.logarithmic(j) && start[j] == 0)
      return Status::invalid(model.parameters[j].name, "must be above 0 to be descended in its logarithm", 0);
  descent::Stepper stepper(model, coordinates, y, options, k);
  result = {};
  const auto record = [&](double nll) {
    for (double value : theta) result.path.push_back(value);
    result.nll.push_back(nll);
  };
  const double start_nll = scale * model.nll_sum(y, theta);
  record(start_nll);
  if (!std::isfinite(start_nll)) {
    result.status = DescentStatus::diverged;
    return {};
  }
  bool small_step = true;  // of the step just taken; none was taken yet
  for (int iteration = 0;; ++iteration) {
    model.gradient(y, theta, gradient);
    coordinates.change_gradient(theta, gradient);
    bool finite = true, small_gradient = true;
    for (std::size_t j = 0; j < k; ++j) {
      finite = finite && std::isfinite(gradient[j]);
      small_gradient = small_gradient && std::fabs(gradient[j]) <=
                                             descent::gradient_tolerance * n * coordinates.size(j, theta);
      whole_gradient[j] = gradient[j];
      gradient[j] *= scale;
    }
    if (!finite) {
      result.status = DescentStatus::diverged;
      return {};
    }
    if (small_gradient && small_step) {
      const double distance = descent::distance_to_score(model, coordinates, y, theta, whole_gradient);
      const bool converged = distance <= descent::scored_tolerance;
      // A start where the gradient says nothing is not yet the end: the method gets its first step.
      if (converged || (distance > descent::far && iteration > 0)) {
        result.status = converged ? DescentStatus::converged : DescentStatus::flat;
        return {};
      }
    }
    if (iteration == options.steps) return {};
    bool definite = true;
    if (!stepper.step(theta, gradient, step, definite)) {
      result.status = DescentStatus::not_positive_definite;
      return {};
    }
    small_step = true;
    for (std::size_t j = 0; j < k; ++j) {
      small_step = small_step && std::fabs(step[j]) <= descent::step_tolerance * coordinates.size(j, theta);
      theta[j] = coordinates.moved(j, theta[j], step[j]);
      if (!std::isfinite(theta[j])) {
        result.status = DescentStatus::diverged;
        return {};
      }
    }
    if (!check_theta(model.parameters, theta).ok()) {
      result.status = definite ? DescentStatus::left_domain : DescentStatus::not_positive_definite;
      return {};
    }
    const double nll = scale * model.nll_sum(y, theta);
    if (!std::isfinite(nll)) {
      result.status = definite ? DescentStatus::diverged : DescentStatus::not_positive_definite;
      return {};
    }
    record(nll);
    if (nll - start_nll > descent::runaway * (1 + std::fabs(start_nll))) {
      result.status = DescentStatus::diverged;
      return {};
    }
    if (!definite) {
      result.status = DescentStatus::not_positive_definite;
      return {};
    }
  }
}

}  // namespace mle
