// The NLL of a regression with a logit link over many rows: the same objective as PredictorObjective's, by SIMD passes.
#pragma once

#include <memory>

#include "mle/kernels/logistic_fit.hpp"
#include "mle/regression/objective.hpp"

namespace mle {

class LogitObjective : public RegressionObjective {
 public:
  LogitObjective(const ScaledDesign& design, double lambda)
      : y_(design.y), x_(new double[design.x.size()]), gradient_(design.columns),
        penalty_(design, lambda) {
    const std::size_t n = design.rows, p = design.columns;
    const double* from = design.x.data();
    for (std::size_t i = 0; i < n; ++i) {
      double* to = x_.get() + i;
      for (std::size_t j = 0; j < p; ++j, to += n) *to = *from++;
    }
    design_ = {{x_.get(), n * p}, n, p, {}, {}};
    if (std::any_of(design.offset.begin(), design.offset.end(), [](double v) { return v != 0; }))
      design_.offset = design.offset;
    if (lambda > 0) design_.penalty = penalty_.curvature;
  }

  bool approach(std::vector<double>& at, int& passes) override {
    std::vector<double> near = at;
    const kernels::LogisticFit fit = kernels::fit_logistic_fast(design_, y_, near);
    if (fit.converged) at = near;
    passes += fit.passes;
    return fit.converged;
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
    value_ = nll = kernels::logistic_nll_gradient(design_, y_, at, rows);
    for (std::size_t j = 0; j < design_.penalty.size(); ++j) nll -= design_.penalty[j] * at[j] * at[j] / 2;
    farthest = rows.farthest;
    last_.assign(at.begin(), at.end());
    return value_;
  }

 private:
  std::span<const double> y_;
  std::unique_ptr<double[]> x_;  // by columns; not a vector, which would fill it first
  std::vector<double> gradient_;
  Penalty penalty_;
  kernels::Design design_;
  std::vector<double> last_;  // where value_, nll and farthest were found
  double value_ = 0;
};

// None for rows that do not each count once.
inline std::unique_ptr<RegressionObjective> logit_objective(const ScaledDesign& design, double lambda) {
  const bool once = std::all_of(design.weights.begin(), design.weights.end(), [](double w) { return w == 1; });
  return once ? std::make_unique<LogitObjective>(design, lambda) : nullptr;
}

}  // namespace mle
