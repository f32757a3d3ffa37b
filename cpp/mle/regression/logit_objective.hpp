// The NLL of a regression with a logit link over many rows: the same objective as PredictorObjective's, by SIMD passes.
#pragma once

#include "mle/regression/objective.hpp"

namespace mle {

class LogitObjective : public RegressionObjective {
 public:
  // Rows that each count once, and a model that has the passes compiled.
  static bool serves(const Model& model, const ScaledDesign& design) {
    return model.logistic != nullptr &&
           std::all_of(design.weights.begin(), design.weights.end(), [](double w) { return w == 1; });
  }

  LogitObjective(const Model& model, const ScaledDesign& design, double lambda)
      : kernel_(*model.logistic), y_(design.y), x_(design.x.size()), gradient_(design.columns),
        penalty_(design, lambda) {
    const std::size_t n = design.rows, p = design.columns;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < p; ++j) x_[j * n + i] = design.x[i * p + j];
    design_ = {x_, n, p, {}, {}};
    if (std::any_of(design.offset.begin(), design.offset.end(), [](double v) { return v != 0; }))
      design_.offset = design.offset;
    if (lambda > 0) design_.penalty = penalty_.curvature;
  }

  // Moves `at` close to the minimum, unless the data are too hard for that. Returns how many passes it took.
  int approach(std::vector<double>& at) const {
    std::vector<double> near = at;
    const kernels::LogisticFit fit = kernel_.fit(design_, y_, near);
    if (fit.converged) at = near;
    return fit.passes;
  }

  std::size_t size() const override { return design_.columns; }

  double evaluate(std::span<const double> at, Derivatives* out) override {
    // A search's last point is asked for again by those who report it.
    if (out == nullptr && std::equal(at.begin(), at.end(), last_.begin(), last_.end())) return value_;
    kernels::LogisticOut rows{gradient_};
    if (out != nullptr) {
      out->clear(size());
      rows = {out->gradient, out->hessian, out->noise};
    }
    value_ = nll = kernel_.nll_gradient(design_, y_, at, rows);
    for (std::size_t j = 0; j < design_.penalty.size(); ++j) nll -= design_.penalty[j] * at[j] * at[j] / 2;
    farthest = rows.farthest;
    last_.assign(at.begin(), at.end());
    return value_;
  }

 private:
  const kernels::Logistic& kernel_;
  std::span<const double> y_;
  std::vector<double> x_;  // by columns
  std::vector<double> gradient_;
  Penalty penalty_;
  kernels::Design design_;
  std::vector<double> last_;  // where value_, nll and farthest were found
  double value_ = 0;
};

}  // namespace mle
