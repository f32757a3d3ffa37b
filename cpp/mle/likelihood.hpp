// The vocabulary of the core: what a noise model is, and the loops that every model shares.
//
// A model is a class constructed from theta. The constructor prepares everything that depends on the
// parameters alone (log sigma, logsumexp(z), ...), so that a loop over observations never repeats it.
// All values are natural logs: nats.
#pragma once

#include <cmath>
#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

#include "mle/parameter.hpp"
#include "mle/random.hpp"
#include "mle/status.hpp"

namespace mle {

enum class FitStatus { converged, boundary, not_unique, unbounded, no_maximum, iteration_limit };
inline constexpr const char* fit_status_names[] = {
    "converged", "boundary", "not-unique", "unbounded", "no-maximum", "iteration-limit"};

// A maximum likelihood estimate, or the reason why there is none.
// converged: theta is the maximum. boundary: the maximum, on the domain's edge, where the derivative need
// not vanish. not_unique: theta is one of many maxima. no_maximum: the likelihood rises for ever towards
// theta, which is not reached (its infinite entries are limits), and nll is that limit. unbounded: the
// likelihood grows without bound as theta is approached; nll is -infinity. iteration_limit: theta is where the
// search stood when it was stopped.
struct Fit {
  FitStatus status = FitStatus::converged;
  std::vector<double> theta;
  double nll = 0;  // summed over the data, every constant included
  const char* message = "";
  int iterations = 0;  // 0: a closed form
  int starts = 1;      // from how many places the search began; theta is the best
};

struct FitOptions {
  std::size_t classes = 0;              // how many class indices there are; 0 for every model but the vector ones
  std::span<const double> fixed = {};   // one entry for each parameter, NaN where it is free; empty: as in held()
};

// The value at which parameter j is held, or NaN: free. Where nothing is said, a chosen parameter is held at its start.
inline double held(std::span<const Parameter> parameters, const FitOptions& options, std::size_t j) {
  if (!options.fixed.empty() && options.fixed[j] == options.fixed[j]) return options.fixed[j];
  return parameters[j].role == Role::chosen ? parameters[j].start : std::numeric_limits<double>::quiet_NaN();
}

// How the predicted parameter follows from a regression's linear predictor eta.
enum class Link {
  identity,  // the parameter is eta
  log,       // the mean is e^eta
  logit,     // p = 1 / (1 + e^-eta)
  softmax,   // one eta for each class
};
inline constexpr const char* link_names[] = {"identity", "log", "logit", "softmax"};

// One observation's negative log-likelihood is
//   -log p(y | theta) = constant(y) + normaliser() + misfit(y):
// free of the parameters, free of the observation, and the rest.
template <class M>
concept Likelihood = requires(const M model, double y, std::span<const double> data,
                              std::span<const double> theta, std::span<double> out, Random& random) {
  { M::name } -> std::convertible_to<const char*>;
  { M::loss } -> std::convertible_to<const char*>;  // the loss it stands for, as frameworks call it
  { M::link } -> std::convertible_to<Link>;
  { M::observation } -> std::convertible_to<Observation>;
  { std::span<const Parameter>(M::parameters) };
  M(theta);
  { model.constant(y) } -> std::same_as<double>;
  { model.normaliser() } -> std::same_as<double>;
  { model.misfit(y) } -> std::same_as<double>;
  { model.density(y) } -> std::same_as<double>;
  model.add_score(y, out);    // out[j] += d(-log p)/d theta_j
  model.add_hessian(y, out);  // out[j k + l] += d2(-log p)/d theta_j d theta_l, row-major
  model.information(out);     // the expectation of that under the model itself, for one observation
  { M::fit(data, FitOptions{}) } -> std::same_as<Fit>;  // data and options checked
  { model.draw(random) } -> std::same_as<double>;
};

// A model may state nll(y) itself where adding the three terms would lose digits.
template <Likelihood M>
double nll_point(const M& model, double y) {
  if constexpr (requires { model.nll(y); }) {
    return model.nll(y);
  } else {
    return model.constant(y) + model.normaliser() + model.misfit(y);
  }
}

// A model may have a Summary of a sample, M::Summary(y), from which the whole NLL follows in O(1) (or O(K)) for any
// theta, and a kernel for the sum over a sample.
template <class M>
concept Summarised = requires(const M model, std::span<const double> y) {
  { model.nll_of(typename M::Summary(y)) } -> std::same_as<double>;
};
template <class M>
concept Summed = requires(const M model, std::span<const double> y) {
  { model.nll_of_all(y) } -> std::same_as<double>;
};

// sum_i -log p(y_i | theta). Where there is neither, blocks of partial sums: the rounding error grows with
// n / 256 + 256, not n.
template <Likelihood M>
double nll_sum(std::span<const double> y, std::span<const double> theta) {
  const M model(theta);
  if constexpr (Summed<M>) {
    return model.nll_of_all(y);
  } else if constexpr (Summarised<M>) {
    return model.nll_of(typename M::Summary(y));
  } else {
    constexpr std::size_t block_size = 256;
    double total = 0;
    for (std::size_t begin = 0; begin < y.size(); begin += block_size) {
      const std::size_t end = begin + block_size < y.size() ? begin + block_size : y.size();
      double block = 0;
      for (std::size_t i = begin; i < end; ++i) block += nll_point(model, y[i]);
      total += block;
    }
    return total;
  }
}

// The fit when every parameter is held: nothing is estimated.
template <Likelihood M>
Fit evaluated(std::span<const double> y, const FitOptions& options) {
  Fit fit;
  for (std::size_t j = 0; j < std::size(M::parameters); ++j) fit.theta.push_back(held(M::parameters, options, j));
  fit.nll = nll_sum<M>(y, fit.theta);
  fit.message = "Every parameter is set: nothing was estimated.";
  return fit;
}

enum class Quantity { nll, constant, normaliser, misfit, density };
inline constexpr const char* quantity_names[] = {"nll", "constant", "normaliser", "misfit", "density"};

template <Likelihood M>
double quantity_point(const M& model, Quantity quantity, double y) {
  switch (quantity) {
    case Quantity::nll: return nll_point(model, y);
    case Quantity::constant: return model.constant(y);
    case Quantity::normaliser: return model.normaliser();
    case Quantity::misfit: return model.misfit(y);
    case Quantity::density: break;
  }
  return model.density(y);
}

// out[i] = the quantity at y[i]; out.size() == y.size().
template <Likelihood M>
void evaluate(Quantity quantity, std::span<const double> y, std::span<const double> theta, std::span<double> out) {
  const M model(theta);
  for (std::size_t i = 0; i < y.size(); ++i) out[i] = quantity_point(model, quantity, y[i]);
}

// Gradient of the NLL in theta, k = theta.size(). out.size() == k: summed over the data.
// out.size() == n k: one row for each observation.
template <Likelihood M>
void gradient(std::span<const double> y, std::span<const double> theta, std::span<double> out) {
  const M model(theta);
  const std::size_t k = theta.size();
  const std::size_t stride = out.size() == k ? 0 : k;
  for (double& g : out) g = 0;
  for (std::size_t i = 0; i < y.size(); ++i) model.add_score(y[i], out.subspan(i * stride, k));
}

enum class Curvature { observed, expected };

// k x k, row-major: the Hessian of the summed NLL, or n times the Fisher information.
template <Likelihood M>
void curvature(Curvature kind, std::span<const double> y, std::span<const double> theta, std::span<double> out) {
  const M model(theta);
  for (double& h : out) h = 0;
  if (kind == Curvature::observed) {
    for (double v : y) model.add_hessian(v, out);
  } else {
    model.information(out);
    for (double& h : out) h *= static_cast<double>(y.size());
  }
}

// A model may narrow the parameters that it can draw from.
template <Likelihood M>
Status check_sampling(std::span<const double> theta) {
  if constexpr (requires { M::check_sampling(theta); }) {
    return M::check_sampling(theta);
  } else {
    return {};
  }
}

// A model whose observations have an order states its distribution function P(Y <= y), for finite y, and its
// inverse, for p in (0, 1): the y with P(Y <= y) = p, or of a discrete model the least with P(Y <= y) >= p.
template <class M>
concept HasDistribution = Likelihood<M> && requires(const M model, double x) {
  { model.cdf(x) } -> std::same_as<double>;
  { model.quantile(x) } -> std::same_as<double>;
};

// out[i] = P(Y <= y[i]); y not NaN, out.size() == y.size().
template <HasDistribution M>
void cdf(std::span<const double> y, std::span<const double> theta, std::span<double> out) {
  const M model(theta);
  for (std::size_t i = 0; i < y.size(); ++i) out[i] = std::isinf(y[i]) ? (y[i] > 0 ? 1 : 0) : model.cdf(y[i]);
}

// out[i] = the quantile at p[i] in [0, 1]; out.size() == p.size(). The ends give the ends of the support.
template <HasDistribution M>
void quantile(std::span<const double> p, std::span<const double> theta, std::span<double> out) {
  const M model(theta);
  const Support support = support_of(M::observation);
  for (std::size_t i = 0; i < p.size(); ++i)
    out[i] = p[i] == 0 ? support.lower : p[i] == 1 ? support.upper : model.quantile(p[i]);
}

// out.size() draws from the model; the numbers depend on theta and the generator's state alone.
template <Likelihood M>
void draw(std::span<const double> theta, Random& random, std::span<double> out) {
  const M model(theta);
  for (double& v : out) v = model.draw(random);
}

}  // namespace mle
