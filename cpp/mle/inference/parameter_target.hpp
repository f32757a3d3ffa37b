// A parameter of a noise model under test.
#pragma once

#include "mle/inference/target.hpp"
#include "mle/summary.hpp"

namespace mle {

class ParameterTarget {
 public:
  // Parameter `index` of a model whose parameters are numbers, estimated from y under `options`; y outlives the target.
  static Status make(const Model& model, std::span<const double> y, const FitOptions& options, std::size_t index,
                     ParameterTarget& target) {
    if (model.vector()) return Status::invalid("model", "must have parameters that are numbers, not logits", 0);
    if (index >= model.parameters.size())
      return Status::invalid("parameter", "must be an index into the model's parameters", static_cast<double>(index));
    target = {};
    const Status status = model.fit(y, options, target.fit_);
    if (!status.ok()) return status;
    target.model_ = &model;
    target.y_ = y;
    target.index_ = index;
    for (std::size_t j = 0; j < model.parameters.size(); ++j)
      target.fixed_.push_back(held(model.parameters, options, j));
    if (!std::isnan(target.fixed_[index]))
      return Status::invalid(model.parameters[index].name, "must not be set: it is what is asked for",
                             target.fixed_[index]);
    const Summary summary = summarize(model, y, {0, target.fixed_}, target.fit_);
    target.standard_error_ = summary.standard_errors[index];
    // The summary's reason may be that of another parameter, one that is held.
    target.reason_ = std::isnan(target.standard_error_) ? summary.errors_reason : "";
    return {};
  }

  double estimate() const { return fit_.theta[index_]; }
  double nll() const { return fit_.nll; }
  double standard_error() const { return standard_error_; }
  const char* reason() const { return reason_; }
  Parameter domain() const { return model_->parameters[index_]; }
  // A location moves in the unit of the data; a logit, and the log of a positive number, have a unit of their own.
  double unit() const {
    if (model_->link != Link::identity || model_->parameters[index_].role != Role::predicted) return 1;
    double farthest = 0;
    for (double v : y_) farthest = std::fmax(farthest, std::fabs(v - fit_.theta[index_]));
    return farthest > 0 && farthest < infinity ? farthest : 1;
  }

  // The variance is that of the expected information.
  Status restricted(double value, Restricted& out) const {
    std::vector<double> fixed = fixed_;
    fixed[index_] = value;
    Fit fit;
    const Status status = model_->fit(y_, {0, fixed}, fit);
    if (!status.ok()) return status;
    out = {criteria::none, criteria::none, criteria::none};
    if (fit.status == FitStatus::iteration_limit) return {};
    out.nll = fit.nll;
    if (!check_theta(model_->parameters, fit.theta).ok()) return {};
    const std::size_t k = fixed.size();
    std::vector<double> gradient(k), information(k * k);
    model_->gradient(y_, fit.theta, gradient);
    model_->curvature(Curvature::expected, y_, fit.theta, information);
    out.score = gradient[index_];
    const std::vector<std::size_t> entries = summary::free_entries(*model_, {0, fixed_});
    std::vector<double> errors(entries.size());
    if (!summary::errors(summary::part_of(information, k, entries), errors)) return {};
    for (std::size_t j = 0; j < entries.size(); ++j)
      if (entries[j] == index_) out.variance = errors[j] * errors[j];
    return {};
  }

 private:
  const Model* model_ = nullptr;
  std::span<const double> y_;
  std::size_t index_ = 0;
  std::vector<double> fixed_;  // what the caller holds; NaN at index_
  Fit fit_;
  double standard_error_ = 0;
  const char* reason_ = "";
};

}  // namespace mle
