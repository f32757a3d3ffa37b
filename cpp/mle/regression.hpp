// Regression under any noise model: a linear predictor eta = intercept + x beta (+ offset), and through the model's
// link its predicted parameter.
#pragma once

#include <string_view>

#include "mle/regression/criteria.hpp"
#include "mle/regression/gaussian.hpp"
#include "mle/regression/generalised.hpp"
#include "mle/regression/location.hpp"
#include "mle/regression/quantile.hpp"
#include "mle/regression/softmax.hpp"
#include "mle/registry.hpp"

namespace mle {

namespace regression {

inline Status check(const Model& model, std::span<const double> y, const Design& design,
                    const RegressionOptions& options) {
  Status status = model.check_options({options.classes, options.fixed});
  if (status.ok()) status = check_observations(model.observation, y, options.classes);
  if (status.ok()) status = check_design(y.size(), design, options);
  if (!status.ok()) return status;
  if (model.vector() && !options.offset.empty())
    return Status::invalid("offset", "must be empty for a model of classes",
                           static_cast<double>(options.offset.size()));
  if (!options.fixed.empty()) {
    const std::size_t j = predicted_index(model.parameters);
    if (options.fixed[j] == options.fixed[j])
      return Status::invalid(model.parameters[j].name, "must be left to the linear predictor", options.fixed[j]);
  }
  return {};
}

// How many linear predictors there are: one; or one for each class but the reference, under L2 one for each class.
inline std::size_t blocks(const Model& model, const RegressionOptions& options) {
  return !model.vector() ? 1 : options.l2 > 0 ? options.classes : options.classes - 1;
}

// Whether every `stride`-th row alone shows that Qr would find no dependent column. Their G = X'WX bounds that of all rows
// from below: what is left of a column has a square of at least 1 / trace G^-1, and as no entry of x exceeds 2, the
// coefficients that build it from others have squares of at most 4 n trace G^-1 in all.
inline bool clearly_regular(const ScaledDesign& design, std::size_t stride) {
  constexpr double clear = 1e-8, many_roundings = 1e3 * std::numeric_limits<double>::epsilon();
  const std::size_t p = design.columns;
  std::vector<double> gram(p * p);
  for (std::size_t i = 0; i < design.rows; i += stride) {
    const double* row = &design.x[i * p];
    for (std::size_t j = 0; j < p; ++j)
      for (std::size_t l = 0; l <= j; ++l) gram[j * p + l] += design.weights[i] * row[j] * row[l];
  }
  const std::vector<double> inverted = inverse(gram, p);
  if (inverted.empty()) return false;
  double trace = 0, sizes = 0;
  for (std::size_t j = 0; j < p; ++j) {
    const double size = 2 + std::fabs(design.centre[j]) / design.scale[j];
    trace += inverted[j * (p + 1)];
    sizes += size * size;
  }
  const double n = design.n, terms = std::sqrt(n * sizes) * (1 + std::sqrt(4 * n * trace));
  return clear * 4 * n * trace < 1 && many_roundings * terms * std::sqrt(trace) < 1;
}

// The columns that depend on the ones before them, by Qr's rule. A look at few rows, then at all, spares most designs it.
inline std::vector<std::size_t> dependent_columns(const ScaledDesign& design, std::span<const double> x) {
  constexpr std::size_t sparse = 16;
  if (clearly_regular(design, sparse) || clearly_regular(design, 1)) return {};
  return LeastSquares(design, x, std::vector<DoubleDouble>(design.rows), design.weights, 0).qr().dependent;
}

// The models whose regression has a method of its own.
using Method = Status (*)(std::span<const double>, const Design&, const RegressionOptions&, Regression&);
inline Method exact_method(std::string_view model) {
  if (model == "gaussian") return &regress_gaussian;
  if (model == "laplace") return &regress_laplace;
  if (model == "asymmetric-laplace") return &regress_asymmetric_laplace;
  return nullptr;
}

inline bool all_equal(std::span<const double> y) {
  return std::all_of(y.begin(), y.end(), [&](double v) { return v == y[0]; });
}

// Every label the same (or every count 0): the estimate tends to the edge of the domain, however the predictors lie.
inline bool at_edge(const Model& model, const ScaledDesign& design) {
  if (!design.intercept || !all_equal(design.y)) return false;
  return model.link == Link::logit || model.link == Link::softmax ||
         (model.link == Link::log && model.observation == Observation::count && design.y[0] == 0);
}

inline void fit_edge(const Model& model, const ScaledDesign& design, std::size_t blocks, std::size_t classes,
                     std::span<const double> held, Estimate& out) {
  out.status = FitStatus::boundary;
  out.message = model.link == Link::log
                    ? "Every count is 0: the likelihood rises as the intercept falls, to a mean of 0."
                    : "Every label is the same: the likelihood rises as the intercept runs off, to a probability of 1.";
  const std::size_t p = design.columns, y = static_cast<std::size_t>(design.y[0]);
  out.coefficients.assign(blocks * p, 0);
  out.direction.assign(blocks * p, 0);
  out.theta.assign(held.begin(), held.end());
  if (model.link != Link::softmax) {
    out.direction[0] = y == 0 ? -1 : 1;
  } else if (blocks == classes || y > 0) {
    out.direction[(blocks == classes ? y : y - 1) * p] = 1;
  } else {
    for (std::size_t b = 0; b < blocks; ++b) out.direction[b * p] = -1;
  }
}

// The estimate in the raw coefficients of all columns, `all` in each of the blocks: those left out have 0. columns: the
// design's among all; none, where every predictor is 0 and there is no intercept.
inline void report(const Estimate& found, const ScaledDesign& design, std::span<const std::size_t> columns,
                   std::size_t blocks, std::size_t all, Regression& result) {
  const std::size_t p = design.columns;
  const auto raw = [&](std::vector<double> scaled) {
    std::vector<double> out(blocks * all);
    for (std::size_t b = 0; b < blocks && !scaled.empty(); ++b) {
      design.to_raw(std::span(scaled).subspan(b * p, p));
      for (std::size_t j = 0; j < p; ++j) out[b * all + columns[j]] = scaled[b * p + j];
    }
    return out;
  };
  result.status = found.status;
  result.message = found.message;
  result.nll = found.nll;
  result.iterations = found.iterations;
  result.starts = found.starts;
  result.parameters = found.theta;
  result.coefficients = raw(found.coefficients);
  if (found.direction.empty()) return;
  // A component counts as 0 where it is rounding of the terms that it is made of.
  std::vector<double> direction = raw(found.direction);
  double largest = 0, longest = 0;
  for (double d : found.direction) largest = std::fmax(largest, std::fabs(d));
  for (std::size_t b = 0; b < blocks; ++b) {
    double terms = 0;
    for (std::size_t j = p; j-- > 0;) {
      double& d = direction[b * all + columns[j]];
      const bool is_intercept = design.intercept && j == 0;
      if (!is_intercept) terms += std::fabs(design.centre[j] * d);
      if (std::fabs(d) <= 1e-9 * (largest / design.scale[j] + (is_intercept ? terms : 0))) d = 0;
      if (d != 0) result.coefficients[b * all + columns[j]] = d > 0 ? infinity : -infinity;
      longest = std::fmax(longest, std::fabs(d));
    }
  }
  if (found.status != FitStatus::no_maximum) return;
  for (double& d : direction) d /= longest;
  result.direction = direction;
}

inline const char* why_no_errors(const Regression& result, double lambda) {
  if (lambda > 0) return "under L2 the estimate is no maximum of the likelihood";
  switch (result.status) {
    case FitStatus::not_unique: return "the coefficients are not unique";
    case FitStatus::iteration_limit: return "the search stopped before the maximum";
    default: return "the theory needs a maximum inside the domain";
  }
}

}  // namespace regression

inline Status regress(const Model& model, std::span<const double> y, const Design& design,
                      const RegressionOptions& options, Regression& result);

namespace regression {

inline double penalised(const Regression& result, const Design& design, const RegressionOptions& options) {
  double squares = 0;
  for (std::size_t j = 0; j < design.predictors; ++j) {
    const double beta = result.coefficients[j + (options.intercept ? 1 : 0)];
    squares += beta * beta;
  }
  return result.nll + (options.l2 > 0 ? options.l2 / 2 * squares : 0);
}

// The model tends to another as its shape grows (Student t to the Gaussian, the negative binomial to Poisson). Where
// that one's likelihood is not reached, the likelihood rises for ever towards it: result becomes its fit, the shape
// infinite.
inline Status compare_limit(const Model& model, std::span<const double> y, const Design& design,
                            const RegressionOptions& options, double value, Regression& result) {
  const Model& limit = *model.limit;
  // The parameter of `model` of that name; how many it has, where there is none.
  const auto same = [&](const Parameter& parameter) {
    std::size_t j = 0;
    while (j < model.parameters.size() && std::string_view(model.parameters[j].name) != parameter.name) ++j;
    return j;
  };
  std::vector<double> fixed;
  for (const Parameter& parameter : limit.parameters) {
    const std::size_t j = same(parameter);
    fixed.push_back(options.fixed.empty() || j == model.parameters.size() ? criteria::none : options.fixed[j]);
  }
  RegressionOptions limit_options = options;
  limit_options.fixed = fixed;
  Regression at_limit;
  const Status status = regress(limit, y, design, limit_options, at_limit);
  if (!status.ok()) return status;
  // A search that ran towards the limit stops just short of it.
  const double rounding = result.status == FitStatus::iteration_limit ? 1e-7 * (1 + std::fabs(value)) : 0;
  if (at_limit.status == FitStatus::unbounded || !(penalised(at_limit, design, options) <= value + rounding)) return {};
  std::vector<double> parameters(model.parameters.size(), infinity);
  for (std::size_t l = 0; l < limit.parameters.size(); ++l) {
    const std::size_t j = same(limit.parameters[l]);
    if (j < parameters.size()) parameters[j] = at_limit.parameters[l];
  }
  const int iterations = result.iterations + at_limit.iterations, starts = result.starts;
  result = at_limit;
  result.status = FitStatus::no_maximum;
  result.message =
      "The likelihood rises for ever as the shape grows: it tends to that of the simpler model, given here.";
  result.parameters = parameters;
  result.iterations = iterations;
  result.starts = starts;
  return {};
}

}  // namespace regression

// Fits y, n observations of the model's kind, by maximum likelihood, under L2 by its penalised form. x: n rows of
// design.predictors finite numbers. What bad input gets: a Status that names the argument and its rule; every other
// end is a status of the result, REFERENCE.md lists them.
// Coefficients that run off to infinity are infinite in the result; those of collinear predictors are 0.
Status regress(const Model& model, std::span<const double> y, const Design& design, const RegressionOptions& options,
               Regression& result) {
  result = {};
  Status status = regression::check(model, y, design, options);
  if (!status.ok()) return status;
  ScaledDesign scaled;
  status = scale_design(y, design, options, scaled);
  if (!status.ok()) return status;

  std::vector<double> held_values;
  bool other_estimated = false, free_shape = false;
  int free = 0;
  for (std::size_t j = 0; j < model.parameters.size() && !model.vector(); ++j) {
    held_values.push_back(held(model.parameters, {options.classes, options.fixed}, j));
    if (held_values[j] == held_values[j] || j == predicted_index(model.parameters)) continue;
    other_estimated = true;
    free_shape = free_shape || model.parameters[j].role == Role::shape;
    ++free;
  }
  const auto exact = regression::exact_method(model.name);
  if (exact != nullptr) {
    status = exact(y, design, options, result);
    if (!status.ok()) return status;
    add_criteria(model, scaled, options.l2, result.estimated, other_estimated, result);
    drop_endless_errors(result);
    return {};
  }

  const std::size_t all = scaled.columns;
  std::vector<std::size_t> dependent, columns;
  if (options.l2 == 0) dependent = regression::dependent_columns(scaled, design.x);
  for (std::size_t j = 0; j < all; ++j)
    if (std::find(dependent.begin(), dependent.end(), j) == dependent.end()) columns.push_back(j);
  const ScaledDesign reduced = dependent.empty() ? ScaledDesign() : estimate::with_columns(scaled, columns);
  const ScaledDesign& kept = dependent.empty() ? scaled : reduced;

  const std::size_t blocks = regression::blocks(model, options);
  Estimate found;
  if (regression::at_edge(model, kept)) {
    regression::fit_edge(model, kept, blocks, options.classes, held_values, found);
  } else if (model.link == Link::softmax) {
    fit_softmax(model, kept, options.classes, options.l2, found);
  } else if (model.link == Link::identity) {
    status = fit_location(model, scaled, design.x, kept, columns, options.l2, held_values, found);
  } else {
    status = fit_generalised(model, kept, options.l2, held_values, found);
  }
  if (!status.ok()) return status;
  if (!dependent.empty() && found.status == FitStatus::converged) {
    found.status = FitStatus::not_unique;
    found.message = "Some predictors depend on the ones before them: one of many solutions, with 0 for these.";
    found.covariance.clear();
  } else if (options.l2 > 0 && found.status == FitStatus::converged) {
    found.message = "The minimum of the penalised negative log-likelihood.";
    found.covariance.clear();
  }
  regression::report(found, kept, columns, blocks, all, result);
  const bool inside = result.status == FitStatus::converged || result.status == FitStatus::not_unique ||
                      result.status == FitStatus::iteration_limit;
  if (model.limit != nullptr && free_shape && inside) {
    status = regression::compare_limit(model, y, design, options, found.penalised, result);
    if (!status.ok()) return status;
  }
  result.collinear.clear();
  for (std::size_t j : dependent) result.collinear.push_back(j - (scaled.intercept ? 1 : 0));
  if (!model.vector()) result.parameters[predicted_index(model.parameters)] = criteria::none;
  for (double beta : result.coefficients)
    if (!std::isfinite(beta) && found.direction.empty())
      return Status::overflow("x", "leads to coefficients beyond double precision");
  const int estimated = static_cast<int>(blocks * columns.size()) + free;
  add_criteria(model, kept, options.l2, estimated, other_estimated, result);
  if (result.status != FitStatus::converged) found.covariance.clear();
  const char* reason = found.covariance.empty() ? regression::why_no_errors(result, options.l2) : "";
  add_errors(kept, std::move(found.covariance), reason, result);
  return {};
}

}  // namespace mle
