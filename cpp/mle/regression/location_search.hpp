// The searches behind the regressions of smooth location models: Newton on the standardised residuals of least squares.
#pragma once

#include "mle/random.hpp"
#include "mle/regression/estimate.hpp"
#include "mle/regression/least_squares.hpp"
#include "mle/regression/objective.hpp"

namespace mle::location {

// The problem that the search works on: y is what least squares left, over `unit`, a power of two.
struct Standardised {
  ScaledDesign design;
  std::vector<double> base;  // scaled coefficients of least squares, in the unit of y
  double unit = 1;
  bool perfect = false;      // least squares goes through every observation
};

// design: the columns kept of `full`, which is x scaled.
inline Standardised standardise(const ScaledDesign& full, std::span<const double> x, const ScaledDesign& design,
                                std::span<const std::size_t> columns, double held_scale) {
  double largest = 0;
  for (std::size_t i = 0; i < full.rows; ++i)
    largest = std::fmax(largest, std::fmax(std::fabs(full.y[i]), std::fabs(full.offset[i])));
  const double unit = power_of_two_near(largest);
  std::vector<DoubleDouble> target;
  for (std::size_t i = 0; i < full.rows; ++i) target.push_back(two_sum(full.y[i] / unit, -full.offset[i] / unit));
  const LeastSquares fit(full, x, target, full.weights, 0);
  Standardised out{design, {}, 1, fit.perfect()};
  const std::vector<double> residuals = fit.residuals();
  double size = 0;
  for (double r : residuals) size = std::fmax(size, std::fabs(r));
  double squares = 0;
  for (std::size_t i = 0; i < full.rows && size > 0; ++i)
    squares += full.weights[i] / full.n * (residuals[i] / size) * (residuals[i] / size);
  size *= std::sqrt(squares);
  if (out.perfect) size = held_scale / unit;
  const double shrink = power_of_two_near(size);
  out.unit = unit * shrink;
  for (std::size_t i = 0; i < full.rows; ++i) out.design.y[i] = residuals[i] / shrink;
  out.design.offset.assign(full.rows, 0);
  for (std::size_t j : columns) out.base.push_back(fit.scaled_coefficient(j) * unit);
  return out;
}

// Some of the rows, one at random out of each of `few` parts of equal length: the same ones on each call.
inline Standardised thinned(const Standardised& problem, std::size_t few) {
  Random random(1);
  std::vector<char> keep(problem.design.rows);
  const double length = static_cast<double>(problem.design.rows) / static_cast<double>(few);
  for (std::size_t part = 0; part < few; ++part)
    keep[static_cast<std::size_t>((static_cast<double>(part) + random.uniform()) * length)] = 1;
  Standardised out{estimate::with_rows(problem.design, keep), problem.base, problem.unit, false};
  out.design.n = 0;
  for (double weight : out.design.weights) out.design.n += weight;
  return out;
}

// Where a search ended.
struct End {
  std::vector<double> at;
  double value = 0;
  bool lower_end = false;  // the shape was held at the lower end of its domain
};

class Searches {
 public:
  Searches(const Model& model, const Standardised& problem, double lambda, const std::vector<double>& theta)
      : model_(model), problem_(problem), objective_(model, problem.design, lambda), theta_(theta),
        shape_(theta.size()) {
    for (std::size_t j = 0; j < problem.design.columns; ++j) {
      objective_.penalty.curvature[j] *= problem.unit * problem.unit;
      objective_.penalty.shift[j] = problem.base[j] / problem.unit;
    }
    for (std::size_t j = 0; j < theta.size(); ++j) {
      const bool free = std::isnan(theta[j]);
      objective_.theta[j] = free ? model.parameters[j].start : theta[j];
      if (!free || model.parameters[j].role == Role::predicted) continue;
      objective_.free.push_back(j);
      if (model.parameters[j].role == Role::shape) shape_ = j;
    }
  }

  PredictorObjective& objective() { return objective_; }
  std::vector<double> best;  // the point with the least value so far
  Minimum minimum;           // there
  std::vector<End> ends;     // of all searches, each place once
  int starts = 0, iterations = 0;

  bool at_lower_end = false;  // the best has its shape at the lower end of the domain
  bool tied = false;          // a search ended as low elsewhere

  // Searches from these coefficients and this scale; a free shape starts at the best of a few, and is held at the lower
  // end of its domain in a second search.
  void from(std::span<const double> coefficients, double scale) {
    std::vector<double> at = point(coefficients, scale);
    if (!std::isfinite(objective_.evaluate(at, nullptr))) return;
    keep(at, minimise(objective_, at, estimate::iteration_limit), false);
    ++starts;
    if (shape_ < theta_.size()) from_lower_end(point(coefficients, scale));
  }

  // Searches from where a search over some of the rows ended.
  void resume(const End& end) {
    std::vector<double> at = end.at;
    if (end.lower_end) return from_lower_end(at);
    if (!std::isfinite(objective_.evaluate(at, nullptr))) return;
    keep(at, minimise(objective_, at, estimate::iteration_limit), false);
  }

  // Where the best lies at the lower end, the likelihood must not rise inward from it.
  void prove_lower_end() {
    if (!at_lower_end) return;
    std::vector<double> at = best;
    at[shape_at()] = log(1.01 * model_.parameters[shape_].lower);
    keep(at, minimise(objective_, at, estimate::iteration_limit), false);
  }

  double value_at_start(std::span<const double> coefficients, double scale) {
    return objective_.evaluate(point(coefficients, scale), nullptr);
  }

 private:
  std::size_t shape_at() const {  // where a point holds the free shape
    std::size_t at = problem_.design.columns;
    for (std::size_t j : objective_.free) {
      if (j == shape_) break;
      ++at;
    }
    return at;
  }

  std::vector<double> point(std::span<const double> coefficients, double scale) {
    std::vector<double> at(coefficients.begin(), coefficients.end());
    for (std::size_t j : objective_.free)
      at.push_back(log(model_.parameters[j].role == Role::scale ? scale : model_.parameters[j].start));
    if (shape_ == theta_.size()) return at;
    double& u = at[shape_at()];
    double least = infinity, chosen = u;
    for (double shape : {0.6, 1.0, 3.0, 10.0, 30.0}) {
      u = log(shape);
      const double value = objective_.evaluate(at, nullptr);
      if (!(value < least)) continue;
      least = value;
      chosen = u;
    }
    u = chosen;
    return at;
  }

  void from_lower_end(std::vector<double> at) {
    PredictorObjective edge = at_end();
    erase_shape(at);
    if (!std::isfinite(edge.evaluate(at, nullptr))) return;
    const Minimum found = minimise(edge, at, estimate::iteration_limit);
    at.insert(at.begin() + static_cast<std::ptrdiff_t>(shape_at()), log(model_.parameters[shape_].lower));
    keep(at, found, true);
  }

  // The objective with the shape held there; its points lack the shape.
  PredictorObjective at_end() const {
    PredictorObjective edge = objective_;
    edge.theta[shape_] = model_.parameters[shape_].lower;
    std::erase(edge.free, shape_);
    return edge;
  }
  void erase_shape(std::vector<double>& at) const { at.erase(at.begin() + static_cast<std::ptrdiff_t>(shape_at())); }

  // The value halfway between the best and a point, both at the lower end or both inside.
  double value_between(const std::vector<double>& at) {
    std::vector<double> middle(at.size());
    for (std::size_t j = 0; j < at.size(); ++j) middle[j] = best[j] + (at[j] - best[j]) / 2;
    if (!at_lower_end) return objective_.evaluate(middle, nullptr);
    PredictorObjective edge = at_end();
    erase_shape(middle);
    return edge.evaluate(middle, nullptr);
  }

  void add_end(const End& end) {
    const auto same = [&](const End& known) {
      bool close = known.lower_end == end.lower_end &&
                   std::fabs(known.value - end.value) <= 1e-9 * (problem_.design.n + std::fabs(end.value));
      for (std::size_t j = 0; j < end.at.size(); ++j)
        close = close && std::fabs(known.at[j] - end.at[j]) <= 1e-6 * (1 + std::fabs(end.at[j]));
      return close;
    };
    if (std::none_of(ends.begin(), ends.end(), same)) ends.push_back(end);
  }

  // The same minimum from another start differs by rounding: then a proof of convergence counts.
  void keep(const std::vector<double>& at, const Minimum& found, bool lower_end) {
    iterations += found.iterations;
    add_end({at, found.value, lower_end});
    const double rounding = 1e-12 * (problem_.design.n + std::fabs(found.value));
    const bool proven = found.converged && !minimum.converged;
    const bool level = found.converged && minimum.converged && lower_end == at_lower_end &&
                       std::fabs(found.value - minimum.value) <= rounding;
    // Higher ground between two minima of one height: else they are one, but for rounding.
    if (level && !tied) tied = value_between(at) > std::fmax(found.value, minimum.value) + rounding;
    if (best.empty() || found.value < minimum.value - (minimum.converged ? rounding : 0) ||
        (proven && found.value < minimum.value + rounding)) {
      tied = false;
      best = at;
      minimum = found;
      at_lower_end = lower_end;
    }
  }

  const Model& model_;
  const Standardised& problem_;
  PredictorObjective objective_;
  std::vector<double> theta_;
  std::size_t shape_;  // the free shape; how many parameters there are, where there is none
};

}  // namespace mle::location
