// A noise model at run time: a name, its parameters, and one pointer for each batch operation
// (a pointer per observation would cost three times as much).
#pragma once

#include <memory>

#include "mle/kernels/column.hpp"
#include "mle/likelihood.hpp"

namespace mle {

struct ScaledDesign;        // regression/design.hpp
class RegressionObjective;  // regression/newton.hpp

struct Model {
  const char* name;
  const char* loss;
  Link link;
  Observation observation;
  std::span<const Parameter> parameters;

  double (*nll_sum)(std::span<const double> y, std::span<const double> theta);
  void (*evaluate)(Quantity, std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*gradient)(std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*curvature)(Curvature, std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*nll_grid)(std::span<const double> y, std::span<const double> theta, std::size_t i,
                   std::span<const double> grid_i, std::size_t j, std::span<const double> grid_j,
                   std::span<double> out);
  Fit (*fit_checked)(std::span<const double> y, const FitOptions& options);
  Status (*check_sampling_of)(std::span<const double> theta);
  void (*draw_checked)(std::span<const double> theta, Random&, std::span<double> out);
  // nullptr for a model whose observations have no order, or where they are not compiled (registry.hpp)
  void (*cdf_checked)(std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*quantile_checked)(std::span<const double> p, std::span<const double> theta, std::span<double> out);
  // Rows of a regression, see predictor.hpp; nullptr for softmax, whose rows have a linear predictor for each class
  void (*predict)(std::span<const double> y, std::span<const double> eta, std::span<const double> theta,
                  std::span<double> nll, std::span<double> gradient, std::span<double> hessian);
  void (*place)(double eta, std::span<double> theta);  // theta's predicted entry from eta; as predict
  const Model* limit;  // the model that this one tends to as its shape grows, or nullptr
  // The objective of a regression by a kernel of its own; nullptr where there is none, or where it is not compiled, and a
  // null answer for a design that it does not serve
  std::unique_ptr<RegressionObjective> (*kernel_objective)(const ScaledDesign& design, double lambda);

  bool vector() const { return parameters[0].vector; }
  bool has_distribution() const { return cdf_checked != nullptr; }

  // theta first: the classes that y may hold are as many as theta has logits.
  Status check_examined(const kernels::Column& y, std::span<const double> theta) const {
    const Status status = check_theta(parameters, theta);
    return !status.ok() || y.observed(observation, theta.size())
               ? status
               : check_observations(observation, y.values, theta.size());
  }
  Status check(std::span<const double> y, std::span<const double> theta) const {
    return check_examined(kernels::examine(y), theta);
  }

  // options.classes fits the model; every fixed entry is NaN or in its parameter's domain.
  Status check_options(const FitOptions& options) const {
    const double classes = static_cast<double>(options.classes);
    if (vector() && classes < 2) return Status::invalid("classes", "must be at least 2", classes);
    if (!vector() && classes != 0)
      return Status::invalid("classes", "must be 0 for a model without classes", classes);
    if (options.fixed.empty()) return {};
    const double entries = static_cast<double>(options.fixed.size());
    if (vector()) return Status::invalid("fixed", "must be empty for a model of logits", entries);
    if (options.fixed.size() != parameters.size())
      return Status::invalid("fixed", "must hold one entry for each parameter", entries);
    for (std::size_t j = 0; j < parameters.size(); ++j) {
      const double value = options.fixed[j];
      if (value == value && !parameters[j].contains(value))
        return Status::invalid(parameters[j].name, parameters[j].rule, value);
    }
    return {};
  }

  // The maximum likelihood estimate of what options leave free.
  Status fit(std::span<const double> y, const FitOptions& options, Fit& result) const {
    Status status = check_options(options);
    if (status.ok()) status = check_observations(observation, y, options.classes);
    if (!status.ok()) return status;
    result = fit_checked(y, options);
    const bool has_limits = result.status == FitStatus::no_maximum || result.status == FitStatus::unbounded;
    // Where the data overflow or differ by less than a double can tell, the estimate leaves the domain.
    const bool inside = result.status == FitStatus::boundary ? in_closure(parameters, result.theta)
                                                             : check_theta(parameters, result.theta).ok();
    if (!has_limits && !inside)
      return Status::overflow("y", "leads to an estimate beyond double precision");
    return {};
  }

  Status check_sampling(std::span<const double> theta) const {
    const Status status = check_theta(parameters, theta);
    return status.ok() ? check_sampling_of(theta) : status;
  }

  // out[i] = P(Y <= y[i]), y any numbers; has_distribution() and out.size() == y.size().
  Status cdf(std::span<const double> y, std::span<const double> theta, std::span<double> out) const {
    const Status status = check_theta(parameters, theta);
    if (!status.ok()) return status;
    for (double v : y)
      if (v != v) return Status::invalid("y", "must hold only numbers", v);
    cdf_checked(y, theta, out);
    return {};
  }

  // out[i] = the y with P(Y <= y) = p[i], or the least with P(Y <= y) >= p[i] where y is discrete; the ends of the
  // support at 0 and 1. p in [0, 1]; has_distribution() and out.size() == p.size().
  Status quantile(std::span<const double> p, std::span<const double> theta, std::span<double> out) const {
    const Status status = check_theta(parameters, theta);
    if (!status.ok()) return status;
    for (double v : p)
      if (!(v >= 0 && v <= 1)) return Status::invalid("p", "must hold only probabilities from 0 to 1", v);
    quantile_checked(p, theta, out);
    return {};
  }

  // out.size() seeded draws, each an observation that `check` accepts.
  Status sample(std::span<const double> theta, Random& random, std::span<double> out) const {
    const Status status = check_sampling(theta);
    if (!status.ok() || out.empty()) return status;
    draw_checked(theta, random, out);
    if (!check_observations(observation, out, theta.size()).ok())
      return Status::overflow("theta", "leads to draws beyond double precision");
    return {};
  }
};

}  // namespace mle
