// What a method of the smooth regressions hands back, in the scaled coefficients of its design.
#pragma once

#include "mle/regression/newton.hpp"
#include "mle/regression/separation.hpp"

namespace mle {

struct Estimate {
  FitStatus status = FitStatus::converged;
  const char* message = "The maximum of the likelihood.";
  std::vector<double> coefficients;  // scaled; a block for each class that has one
  std::vector<double> theta;         // the model's parameters; the predicted one's entry has no meaning
  double nll = 0;
  double penalised = 0;              // with the penalty: what the search made small
  int iterations = 0;
  int starts = 1;
  std::vector<double> direction;     // scaled; along it the coefficients run off to infinity
  std::vector<double> covariance;    // of the scaled coefficients; empty where there is none
};

namespace estimate {

inline constexpr int iteration_limit = 200;
inline constexpr int first_look = 30;  // iterations after which a search that has not converged is asked why
inline constexpr double far = 15;      // |eta| from which a converged search is asked too: e^-15 hides in rounding

// The coefficients' block of the inverse of the whole information: that of the free parameters counts.
inline std::vector<double> covariance(const Derivatives& derivatives, std::size_t coefficients) {
  const std::size_t k = derivatives.gradient.size();
  const std::vector<double> whole = inverse(derivatives.hessian, k);
  std::vector<double> out;
  for (std::size_t j = 0; j < coefficients && !whole.empty(); ++j)
    out.insert(out.end(), whole.begin() + static_cast<std::ptrdiff_t>(j * k),
               whole.begin() + static_cast<std::ptrdiff_t>(j * k + coefficients));
  return out;
}

// A design with some of the rows or columns of another.
inline ScaledDesign with_rows(const ScaledDesign& design, std::span<const char> keep) {
  ScaledDesign out = design;
  out.x.clear(), out.y.clear(), out.weights.clear(), out.offset.clear(), out.source.clear();
  for (std::size_t i = 0; i < design.rows; ++i) {
    if (keep[i] == 0) continue;
    const std::span<const double> row = design.row(i);
    out.x.insert(out.x.end(), row.begin(), row.end());
    out.y.push_back(design.y[i]);
    out.weights.push_back(design.weights[i]);
    out.offset.push_back(design.offset[i]);
    out.source.push_back(design.source[i]);
  }
  out.rows = out.y.size();
  return out;
}

inline ScaledDesign with_columns(const ScaledDesign& design, std::span<const std::size_t> keep) {
  ScaledDesign out = design;
  out.x.clear(), out.centre.clear(), out.scale.clear();
  out.columns = keep.size();
  for (std::size_t i = 0; i < design.rows; ++i)
    for (std::size_t j : keep) out.x.push_back(design.x[i * design.columns + j]);
  for (std::size_t j : keep) {
    out.centre.push_back(design.centre[j]);
    out.scale.push_back(design.scale[j]);
  }
  return out;
}

// The cone of the directions that nothing penalises: all of them, or under L2 the intercept's alone.
inline Recession recession(const ScaledDesign& design, const Model& model, std::size_t classes, double lambda) {
  if (lambda == 0) return find_recession({design, model.link, model.observation, classes});
  if (!design.intercept) return {};
  const std::size_t first[] = {0};
  const ScaledDesign intercepts = with_columns(design, first);
  Recession found = find_recession({intercepts, model.link, model.observation, classes});
  std::vector<double> direction;
  for (double d : found.direction) {
    direction.push_back(d);
    direction.insert(direction.end(), design.columns - 1, 0);
  }
  found.direction = direction;
  return found;
}

// The point that a search ended at, with its status unless one was set before.
inline void fill(Estimate& out, RegressionObjective& objective, const std::vector<double>& at, const Minimum& minimum,
                 std::size_t coefficients) {
  out.penalised = objective.evaluate(at, nullptr);
  out.nll = objective.nll;
  out.coefficients.assign(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(coefficients));
  if (minimum.converged) {
    out.covariance = covariance(minimum.derivatives, coefficients);
  } else if (out.status == FitStatus::converged) {
    out.status = FitStatus::iteration_limit;
    out.message = "The search stopped before the gradient was negligible: the estimates are where it stood.";
  }
}

}  // namespace estimate

}  // namespace mle
