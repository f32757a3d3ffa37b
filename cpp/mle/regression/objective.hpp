// The NLL of a regression with one linear predictor, as Newton's method sees it.
#pragma once

#include "mle/model.hpp"
#include "mle/predictor.hpp"
#include "mle/regression/design.hpp"
#include "mle/regression/newton.hpp"

namespace mle {

// lambda / 2 sum_j (raw coefficient)^2 in the scaled coefficients: sum_j curvature_j (gamma_j + shift_j)^2 / 2, where
// shift is what was taken from the coefficients before the search.
struct Penalty {
  std::vector<double> curvature, shift;

  Penalty(const ScaledDesign& design, double lambda) : shift(design.columns) {
    for (std::size_t j = 0; j < design.columns; ++j) curvature.push_back(design.penalty(j, lambda));
  }
  // Of the coefficients that stand at `first` in a point.
  double add(std::span<const double> at, std::size_t first, Derivatives* out) const {
    double value = 0;
    for (std::size_t j = 0; j < curvature.size(); ++j) {
      const double coefficient = at[first + j] + shift[j], slope = curvature[j] * coefficient;
      value += slope * coefficient / 2;
      if (out == nullptr) continue;
      out->gradient[first + j] += slope;
      out->noise[first + j] += std::numeric_limits<double>::epsilon() * std::fabs(slope);
      out->hessian[(first + j) * (at.size() + 1)] += curvature[j];
    }
    return value;
  }
};

// A point is the scaled coefficients, then the logs of the free parameters. The design's y and offset are the model's.
class PredictorObjective : public RegressionObjective {
 public:
  std::vector<double> theta;      // the model's parameters: held ones set, free ones as last evaluated
  std::vector<std::size_t> free;  // which are estimated beside the predicted one

  PredictorObjective(const Model& model, const ScaledDesign& design, double lambda)
      : theta(model.parameters.size()), penalty(design, lambda), model_(model), design_(design),
        tends_(model.limit != nullptr) {
    const std::size_t k = theta.size();
    for (std::vector<double>* buffer : {&eta_, &terms_, &nll_}) buffer->resize(block_size);
    gradient_.resize(block_size * k);
    hessian_.resize(block_size * k * k);
  }

  std::size_t size() const override { return design_.columns + free.size(); }

  double evaluate(std::span<const double> at, Derivatives* out) override {
    const std::size_t k = theta.size(), p = design_.columns, rows = design_.rows;
    for (std::size_t a = 0; a < free.size(); ++a) {
      theta[free[a]] = exp(at[p + a]);
      if (!model_.parameters[free[a]].contains(theta[free[a]]) || (tends_ && theta[free[a]] > largest_shape))
        return nll = infinity;
    }
    if (out != nullptr) out->clear(size());
    nll = farthest = 0;
    for (std::size_t begin = 0; begin < rows; begin += block_size) {
      const std::size_t length = std::min(block_size, rows - begin);
      for (std::size_t i = 0; i < length; ++i) {
        const std::span<const double> row = design_.row(begin + i);
        double eta = design_.offset[begin + i];
        for (std::size_t j = 0; j < p; ++j) eta += row[j] * at[j];
        eta_[i] = eta;
        if (out != nullptr) {
          terms_[i] = std::fabs(design_.offset[begin + i]);
          for (std::size_t j = 0; j < p; ++j) terms_[i] += std::fabs(row[j] * at[j]);
        }
        if (model_.link == Link::logit || design_.y[begin + i] == 0) farthest = std::fmax(farthest, std::fabs(eta));
      }
      const std::size_t k1 = out == nullptr ? 0 : k;  // no derivatives: empty spans
      model_.predict(std::span(design_.y).subspan(begin, length), std::span(eta_).first(length), theta,
                     std::span(nll_).first(length), std::span(gradient_).first(length * k1),
                     std::span(hessian_).first(length * k1 * k1));
      double block = 0;
      for (std::size_t i = 0; i < length; ++i) block += design_.weights[begin + i] * nll_[i];
      nll += block;
      if (out != nullptr) add_rows(begin, length, *out);
    }
    if (out != nullptr) mirror(*out);
    return nll + penalty.add(at, 0, out);
  }

  Penalty penalty;

 private:
  static constexpr std::size_t block_size = 256;
  static constexpr double largest_shape = 1e10;  // beyond it the model is as good as the one that it tends to

  // The gradient and the lower triangle of the Hessian, a block's rows at a time.
  void add_rows(std::size_t begin, std::size_t length, Derivatives& out) const {
    constexpr double unit = std::numeric_limits<double>::epsilon();
    const std::size_t k = theta.size(), p = design_.columns, q = size(), e = predicted_index(model_.parameters);
    for (std::size_t i = 0; i < length; ++i) {
      const double* x = design_.row(begin + i).data();
      const double* g = &gradient_[i * k];
      const double* h = &hessian_[i * k * k];
      const double w = design_.weights[begin + i];
      const double slope = w * g[e], curve = w * h[e * k + e];
      const double bend = std::fabs(curve) * (1 + terms_[i]), noise = unit * (std::fabs(slope) + bend);
      for (std::size_t j = 0; j < p; ++j) {
        out.gradient[j] += slope * x[j];
        out.noise[j] += noise * std::fabs(x[j]);
        const double scaled = curve * x[j];
        for (std::size_t l = 0; l <= j; ++l) out.hessian[j * q + l] += scaled * x[l];
      }
      for (std::size_t a = 0; a < free.size(); ++a) {
        const double* line = h + free[a] * k;
        double* row = &out.hessian[(p + a) * q];
        out.gradient[p + a] += w * g[free[a]];
        out.noise[p + a] += unit * (bend + w * (1 + std::fabs(g[free[a]]) + std::fabs(line[free[a]])));
        for (std::size_t j = 0; j < p; ++j) row[j] += w * line[e] * x[j];
        for (std::size_t b = 0; b <= a; ++b) row[p + b] += w * line[free[b]];
      }
    }
  }

  static void mirror(Derivatives& out) {
    const std::size_t q = out.gradient.size();
    for (std::size_t j = 0; j < q; ++j)
      for (std::size_t l = 0; l < j; ++l) out.hessian[l * q + j] = out.hessian[j * q + l];
  }

  const Model& model_;
  const ScaledDesign& design_;
  bool tends_;  // to another model as its shape grows, see Model::limit
  std::vector<double> eta_, nll_, gradient_, hessian_;
  std::vector<double> terms_;  // the sizes of the terms of eta, whose rounding is in it where they cancel
};

}  // namespace mle
