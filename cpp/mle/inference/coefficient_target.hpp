// A coefficient of a regression under test.
#pragma once

#include "mle/inference/fixed_predictor.hpp"
#include "mle/inference/target.hpp"
#include "mle/regression.hpp"
#include "mle/summary.hpp"

namespace mle {

class CoefficientTarget {
 public:
  // Coefficient `index` (0: the intercept, where there is one) of the regression of y on the design under a model without
  // classes. Not under L2, where the estimate is no maximum of the likelihood. y and the design outlive the target.
  static Status make(const Model& model, std::span<const double> y, const Design& design,
                     const RegressionOptions& options, std::size_t index, CoefficientTarget& target) {
    if (model.vector()) return Status::invalid("model", "must have one linear predictor, not one for each class", 0);
    if (options.l2 != 0)
      return Status::invalid("l2", "must be 0: a penalised estimate is no maximum of the likelihood", options.l2);
    target = {};
    const Status status = regress(model, y, design, options, target.whole_);
    if (!status.ok()) return status;
    if (index >= target.whole_.coefficients.size())
      return Status::invalid("coefficient", "must be an index into the coefficients", static_cast<double>(index));
    ScaledDesign scaled;
    const Status spread = scale_design(y, design, options, scaled);
    if (!spread.ok()) return spread;
    target.centre_ = scaled.centre;
    target.scale_ = scaled.scale;
    if (options.intercept && index == 0)  // held: nothing is left that would take up a centre
      target.centre_.assign(scaled.columns, 0);
    target.unit_ = 1 / scaled.scale[index];
    for (std::size_t j = 1; options.intercept && index == 0 && j < scaled.columns; ++j)
      target.unit_ += std::fabs(scaled.centre[j]) / scaled.scale[j];
    target.model_ = &model;
    target.y_ = y;
    target.design_ = design;
    target.options_ = options;
    target.index_ = index;
    return {};
  }

  double estimate() const { return whole_.coefficients[index_]; }
  double nll() const { return whole_.nll; }
  double standard_error() const { return whole_.standard_errors[index_]; }
  const char* reason() const { return std::isnan(standard_error()) ? whole_.errors_reason : ""; }
  // A step of it moves the linear predictor of some row by about 1, whatever the scale and the origin of x.
  double unit() const { return unit_; }
  Parameter domain() const {
    return {"coefficient", "β", -infinity, infinity, true, true, 0, -1, 1, "must be a finite number"};
  }

  // The number's column, about its mean where there is an intercept to take that up, is taken out of the design and moved,
  // times the value, into the offset. The variance is that of the observed information; a density with a kink has none,
  // and collinear predictors have none.
  Status restricted(double value, Restricted& out) const {
    const std::size_t n = y_.size(), d = design_.predictors, intercept = options_.intercept ? 1 : 0;
    const bool is_intercept = intercept == 1 && index_ == 0;
    const std::size_t gone = index_ - intercept;  // the predictor taken out, unless it is the intercept
    std::vector<double> offset(n), others;
    for (std::size_t i = 0; i < n; ++i) {
      offset[i] = (options_.offset.empty() ? 0 : options_.offset[i]) + value * (raw(i, index_) - centre_[index_]);
      for (std::size_t j = 0; j < d; ++j)
        if (is_intercept || j != gone) others.push_back(design_.x[i * d + j]);
    }
    RegressionOptions options = options_;
    options.offset = offset;
    options.intercept = options_.intercept && !is_intercept;
    const Design design{others, d - (is_intercept ? 0 : 1)};
    Regression fit;
    const Status status = options.intercept || design.predictors > 0
                              ? regress(*model_, y_, design, options, fit)
                              : inference::fit_fixed_predictor(*model_, y_, options, fit);
    if (!status.ok()) return status;
    out = {criteria::none, criteria::none, criteria::none};
    if (fit.status == FitStatus::iteration_limit) return {};
    out.nll = fit.nll;
    if (whole_.collinear.empty()) add_score(fit, options, out);
    return {};
  }

 private:
  // Column j of the design, the intercept's the first.
  double raw(std::size_t i, std::size_t j) const {
    if (options_.intercept && j == 0) return 1;
    return design_.x[i * design_.predictors + j - (options_.intercept ? 1 : 0)];
  }
  double scaled(std::size_t i, std::size_t j) const { return (raw(i, j) - centre_[j]) / scale_[j]; }

  // Score and information of the number and of everything that was estimated: coefficients, and the logs of scale and shape.
  void add_score(const Regression& fit, const RegressionOptions& options, Restricted& out) const {
    const std::size_t n = y_.size(), k = model_->parameters.size(), p = predicted_index(model_->parameters);
    const std::size_t columns = whole_.coefficients.size();
    std::vector<std::size_t> order = {index_};  // which column of the whole design each one is
    for (std::size_t j = 0; j < columns; ++j)
      if (j != index_) order.push_back(j);
    std::vector<double> eta(options.offset.begin(), options.offset.end()), theta = fit.parameters;
    std::vector<double> row(columns);
    const auto fill = [&](std::size_t i) {
      for (std::size_t a = 0; a < columns; ++a) row[a] = scaled(i, order[a]);
    };
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t a = 1; a < columns; ++a) eta[i] += raw(i, order[a]) * fit.coefficients[a - 1];
      if (!std::isfinite(eta[i])) return;
    }
    std::vector<std::size_t> free;  // parameters beside the predicted one
    for (std::size_t j = 0; j < k; ++j) {
      if (j == p) continue;
      if (!model_->parameters[j].contains(theta[j])) return;
      if (std::isnan(held(model_->parameters, {options.classes, options.fixed}, j))) free.push_back(j);
    }
    theta[p] = 0;
    std::vector<double> nll(n), gradient(n * k), hessian(n * k * k);
    model_->predict(y_, eta, theta, nll, gradient, hessian);
    const std::size_t m = columns + free.size();
    std::vector<double> information(m * m);
    out.score = 0;
    for (std::size_t i = 0; i < n; ++i) {
      fill(i);
      const double weight = options.weights.empty() ? 1 : options.weights[i];
      const double* h = &hessian[i * k * k];
      out.score += weight * gradient[i * k + p] * row[0];
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = 0; b < m; ++b) {
          const std::size_t ja = a < columns ? p : free[a - columns], jb = b < columns ? p : free[b - columns];
          information[a * m + b] += weight * h[ja * k + jb] * (a < columns ? row[a] : 1) * (b < columns ? row[b] : 1);
        }
    }
    std::vector<double> errors(m);
    const double scale = scale_[index_];
    out.score *= scale;
    if (summary::errors(information, errors)) out.variance = errors[0] / scale * (errors[0] / scale);
  }

  const Model* model_ = nullptr;
  std::span<const double> y_;
  Design design_;
  RegressionOptions options_;
  std::size_t index_ = 0;
  Regression whole_;
  std::vector<double> centre_, scale_;  // of each column
  double unit_ = 1;
};

}  // namespace mle
