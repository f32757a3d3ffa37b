// A regression's view of a noise model: the NLL of rows in their linear predictor eta and in the logs of the other
// parameters. Written once over any Likelihood, so a new noise model needs no regression code.
#pragma once

#include <array>

#include "mle/likelihood.hpp"
#include "mle/special.hpp"

namespace mle {

// The one parameter that eta stands for.
constexpr std::size_t predicted_index(std::span<const Parameter> parameters) {
  std::size_t j = 0;
  while (parameters[j].role != Role::predicted) ++j;
  return j;
}

namespace predictor {

// The mean of a model with a log link is the product of its parameters to these powers: the predicted one alone, unless
// the model says otherwise (gamma: shape / rate). In logs that is linear, and so is its inverse: log of the predicted
// parameter = sum_j c_j u_j over the coordinates u (eta in the predicted parameter's place, logs in the others').
template <Likelihood M, std::size_t k>
constexpr std::array<double, k> log_predicted(std::size_t p) {
  std::array<double, k> c{};
  if constexpr (requires { M::mean_powers; }) {
    for (std::size_t j = 0; j < k; ++j) c[j] = (j == p ? 1.0 : -M::mean_powers[j]) / M::mean_powers[p];
  } else {
    c[p] = 1;
  }
  return c;
}

// Bernoulli in its logit, whatever the model's own parameter: one exponential a row. p - y and p (1 - p) keep their
// digits where they are tiny.
inline void logit_rows(std::span<const double> y, std::span<const double> eta, std::span<double> nll,
                       std::span<double> gradient, std::span<double> hessian) {
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double z = eta[i], e = exp(-std::fabs(z)), s = 1 / (1 + e);
    nll[i] = (std::fmax(z, 0.0) - y[i] * z) + log1p(e);
    if (gradient.empty()) continue;
    const bool right = (z >= 0) == (y[i] == 1);
    gradient[i] = (1 - 2 * y[i]) * (right ? e * s : s);
    hessian[i] = e * s * s;
  }
}

}  // namespace predictor

// Puts the predicted parameter that eta stands for into its place among theta's others.
template <Likelihood M>
void place(double eta, std::span<double> theta) {
  constexpr std::size_t k = std::size(M::parameters), p = predicted_index(M::parameters);
  if constexpr (M::link == Link::identity) {
    theta[p] = eta;
  } else if constexpr (M::link == Link::logit) {
    theta[p] = std::isfinite(M::parameters[p].upper) ? sigmoid(eta) : eta;  // p, or the logit itself
  } else {
    constexpr std::array<double, k> c = predictor::log_predicted<M, k>(p);
    double sum = c[p] * eta;
    for (std::size_t j = 0; j < k; ++j)
      if (j != p && c[j] != 0) sum += c[j] * log(theta[j]);
    theta[p] = exp(sum);
  }
}

// For rows of observations y and linear predictors eta, k parameters a model, theta its parameters (the predicted
// one's entry is not read):
//   nll[i]: -log p(y_i | ...), every constant included;
//   gradient, n x k, and hessian, n x k x k: derivatives in the coordinates u, which are eta in the predicted
//   parameter's place and log theta_j in the others'. Both empty: the NLL alone.
// A link to e^eta may leave the range of a double: then the numbers are not finite, and a search steps back.
template <Likelihood M>
void predict(std::span<const double> y, std::span<const double> eta, std::span<const double> theta,
             std::span<double> nll, std::span<double> gradient, std::span<double> hessian) {
  if constexpr (M::link == Link::logit) {
    predictor::logit_rows(y, eta, nll, gradient, hessian);
  } else {
    constexpr std::size_t k = std::size(M::parameters);
    constexpr std::size_t p = predicted_index(M::parameters);
    std::array<double, k> at{};
    for (std::size_t j = 0; j < k; ++j) at[j] = theta[j];
    const auto derivatives = [&](const M& model, double v, std::span<double> g, std::span<double> h) {
      for (double& entry : g) entry = 0;
      for (double& entry : h) entry = 0;
      model.add_score(v, g);
      model.add_hessian(v, h);
      // to logs: u = log theta has dtheta/du = theta
      const auto scale = [&](std::size_t j) { return M::link == Link::identity && j == p ? 1 : at[j]; };
      for (std::size_t j = 0; j < k; ++j) {
        for (std::size_t l = 0; l < k; ++l) h[j * k + l] *= scale(j) * scale(l);
        g[j] *= scale(j);
        if (M::link == Link::log || j != p) h[j * k + j] += g[j];
      }
    };
    if constexpr (M::link == Link::identity) {
      at[p] = 0;  // a location: the residual under mu = 0 has the NLL of y under mu = eta
      const M model(at);
      for (std::size_t i = 0; i < y.size(); ++i) {
        const double residual = y[i] - eta[i];
        nll[i] = nll_point(model, residual);
        if (gradient.empty()) continue;
        derivatives(model, residual, gradient.subspan(i * k, k), hessian.subspan(i * k * k, k * k));
      }
    } else if constexpr (M::link == Link::log) {
      constexpr std::array<double, k> c = predictor::log_predicted<M, k>(p);
      double others = 0;
      for (std::size_t j = 0; j < k; ++j)
        if (j != p && c[j] != 0) others += c[j] * log(at[j]);
      for (std::size_t i = 0; i < y.size(); ++i) {
        at[p] = exp(c[p] * eta[i] + others);
        const M model(at);
        nll[i] = nll_point(model, y[i]);
        if (gradient.empty()) continue;
        const std::span<double> g = gradient.subspan(i * k, k), h = hessian.subspan(i * k * k, k * k);
        derivatives(model, y[i], g, h);
        // The predicted parameter's log moves with every coordinate: chain rule of a linear map, first on one side.
        for (std::size_t l = 0; l < k; ++l)
          for (std::size_t j = 0; j < k; ++j)
            if (j != p) h[j * k + l] += c[j] * h[p * k + l];
        for (std::size_t l = 0; l < k; ++l) h[p * k + l] *= c[p];
        for (std::size_t j = 0; j < k; ++j) {
          for (std::size_t l = 0; l < k; ++l)
            if (l != p) h[j * k + l] += c[l] * h[j * k + p];
          h[j * k + p] *= c[p];
        }
        for (std::size_t j = 0; j < k; ++j)
          if (j != p) g[j] += c[j] * g[p];
        g[p] *= c[p];
      }
    }
  }
}

}  // namespace mle
