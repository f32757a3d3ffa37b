// The NLL of a softmax regression, one linear predictor for each class, as Newton's method sees it.
#pragma once

#include "mle/regression/estimate.hpp"
#include "mle/regression/objective.hpp"
#include "mle/special.hpp"

namespace mle {

// A point is a block of scaled coefficients for each class but the first, whose own are 0; with `symmetric` for each
// class. Then only the penalty sets the level of the coefficients, and nothing that of the intercepts: half the
// square of their sum is added, which is 0 at the minimum, where they sum to 0.
class SoftmaxObjective : public RegressionObjective {
 public:
  std::vector<char> excluded;  // rows x classes: classes that a row cannot have; empty: none

  SoftmaxObjective(const ScaledDesign& design, std::size_t classes, bool symmetric, double lambda)
      : design_(design), classes_(classes), first_(symmetric ? 0 : 1), penalty_(design, lambda) {}

  std::size_t blocks() const { return classes_ - first_; }
  std::size_t size() const override { return blocks() * design_.columns; }

  double evaluate(std::span<const double> at, Derivatives* out) override {
    const std::size_t p = design_.columns, q = size();
    if (out != nullptr) out->clear(q);
    std::vector<double> z(classes_), probability(classes_);
    nll = farthest = 0;
    for (std::size_t i = 0; i < design_.rows; ++i) {
      const std::span<const double> x = design_.row(i);
      const std::size_t y = static_cast<std::size_t>(design_.y[i]);
      double largest = -infinity, terms = 0;  // terms: the largest sum of the sizes of a z's terms
      for (std::size_t k = 0; k < classes_; ++k) {
        z[k] = 0;
        for (std::size_t j = 0; k >= first_ && j < p; ++j) z[k] += x[j] * at[(k - first_) * p + j];
        double size = 0;
        for (std::size_t j = 0; out != nullptr && k >= first_ && j < p; ++j)
          size += std::fabs(x[j] * at[(k - first_) * p + j]);
        terms = std::fmax(terms, size);
        farthest = std::fmax(farthest, std::fabs(z[k]));
        if (!excluded.empty() && excluded[i * classes_ + k] != 0) z[k] = -infinity;
        largest = std::fmax(largest, z[k]);
      }
      nll += design_.weights[i] * ((largest - z[y]) + log_sum_exp(z, largest));
      if (out == nullptr) continue;
      softmax(z, probability);
      add_row(x, y, design_.weights[i], probability, terms, *out);
    }
    if (out != nullptr) {
      for (std::size_t j = 0; j < q; ++j)
        for (std::size_t l = 0; l < j; ++l) out->hessian[l * q + j] = out->hessian[j * q + l];
    }
    double value = nll;
    for (std::size_t b = 0; b < blocks(); ++b) value += penalty_.add(at, b * p, out);
    if (first_ == 0 && design_.intercept) value += pin_intercepts(at, out);
    return value;
  }

 private:
  void add_row(std::span<const double> x, std::size_t y, double w, std::span<const double> probability, double terms,
               Derivatives& out) const {
    const std::size_t p = x.size(), q = size();
    for (std::size_t k = first_; k < classes_; ++k) {
      double others = 0;  // 1 - p_k, with all its digits
      for (std::size_t l = 0; l < classes_; ++l) others += l == k ? 0 : probability[l];
      const double slope = w * (k == y ? -others : probability[k]), curve = w * probability[k] * others;
      const double noise = std::numeric_limits<double>::epsilon() * (std::fabs(slope) + curve * (1 + terms));
      double* line = &out.hessian[(k - first_) * p * q];
      for (std::size_t j = 0; j < p; ++j) {
        out.gradient[(k - first_) * p + j] += slope * x[j];
        out.noise[(k - first_) * p + j] += noise * std::fabs(x[j]);
        for (std::size_t l = first_; l < k; ++l) {
          const double mixed = -w * probability[k] * probability[l] * x[j];
          for (std::size_t m = 0; m < p; ++m) line[j * q + (l - first_) * p + m] += mixed * x[m];
        }
        for (std::size_t m = 0; m <= j; ++m) line[j * q + (k - first_) * p + m] += curve * x[j] * x[m];
      }
    }
  }

  double pin_intercepts(std::span<const double> at, Derivatives* out) const {
    const std::size_t p = design_.columns, q = size();
    double sum = 0;
    for (std::size_t b = 0; b < blocks(); ++b) sum += at[b * p];
    for (std::size_t b = 0; out != nullptr && b < blocks(); ++b) {
      out->gradient[b * p] += sum;
      out->noise[b * p] += std::numeric_limits<double>::epsilon() * std::fabs(at[b * p]);
      for (std::size_t c = 0; c < blocks(); ++c) out->hessian[b * p * q + c * p] += 1;
    }
    return sum * sum / 2;
  }

  const ScaledDesign& design_;
  std::size_t classes_, first_;
  Penalty penalty_;
};

// Softmax regression of class indices. Under L2 a block of coefficients for each class, else for each but the first.
inline void fit_softmax(const Model& model, const ScaledDesign& design, std::size_t classes, double lambda,
                        Estimate& out) {
  const bool symmetric = lambda > 0;
  SoftmaxObjective objective(design, classes, symmetric, lambda);
  std::vector<double> at(objective.size());
  Minimum minimum = minimise(objective, at, estimate::first_look);
  out.iterations = minimum.iterations;
  objective.evaluate(at, nullptr);
  if (!minimum.converged || objective.farthest > estimate::far) {
    Recession found = estimate::recession(design, model, classes, lambda);
    if (!found.direction.empty()) {
      out.status = FitStatus::no_maximum;
      out.message = "The predictors separate the classes: the likelihood rises for ever along the direction given.";
      // What stays: each row among the classes that it cannot be told from.
      objective.excluded = found.rises;
      if (symmetric) found.direction.insert(found.direction.begin(), design.columns, 0);
      out.direction = found.direction;
    }
    if (!minimum.converged || !out.direction.empty()) {
      minimum = minimise(objective, at, estimate::iteration_limit - out.iterations);
      out.iterations += minimum.iterations;
    }
  }
  estimate::fill(out, objective, at, minimum, at.size());
}

}  // namespace mle
