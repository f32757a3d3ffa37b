// Properties that hold for any data: tried on random ones, and shrunk to the smallest that breaks them (RapidCheck).
#include <rapidcheck.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "mle/mle.hpp"
#include "mle/regression.hpp"

namespace {

using Values = std::vector<double>;

// Any whole number in [low, high), however far a run has come: RapidCheck's own begins with the low ones.
template <class Number>
rc::Gen<Number> whole(Number low, Number high) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Number>(low, high));
}

// A number with few digits in [low, high]: sums of such are nearly exact, and counterexamples can be read.
rc::Gen<double> number(double low, double high) {
  return rc::gen::map(whole(0, 10001), [=](int k) { return low + (high - low) * k / 10000.0; });
}
Values numbers(std::size_t n, double low, double high) {
  return *rc::gen::container<Values>(n, number(low, high));
}

// A model, a parameter vector in the slider's range and a sample from it.
struct Case {
  const mle::Model* model;
  Values theta, y;
};
Case any_case() {
  const mle::Model& model = mle::models[*whole<std::size_t>(0, mle::models.size())];
  const std::size_t k = model.vector() ? *whole<std::size_t>(2, 6) : model.parameters.size();
  Values theta;
  for (std::size_t j = 0; j < k; ++j) {
    const mle::Parameter& range = model.parameters[model.vector() ? 0 : j];
    theta.push_back(*number(range.slider_min, range.slider_max));
  }
  mle::Random random(*rc::gen::arbitrary<std::uint32_t>());
  Values y(*whole<std::size_t>(1, 40));
  RC_ASSERT(model.sample(theta, random, y).ok());
  RC_TAG(std::string(model.name));
  return {&model, theta, y};
}

double largest(const Values& values) {
  double size = 0;
  for (double v : values) size = std::fmax(size, std::fabs(v));
  return size;
}

Values terms(const Case& c) {
  Values out(c.y.size());
  c.model->evaluate(mle::Quantity::nll, c.y, c.theta, out);
  return out;
}
double magnitude(const Values& values) {
  double sum = 0;
  for (double v : values) sum += std::fabs(v);
  return sum;
}

// Whether an observation lies so near a kink that a difference would cross it: of the Laplace densities at mu, of
// Huber's slope at mu -+ k sigma.
bool near_kink(const Case& c, double reach) {
  const std::string_view name = c.model->name;
  for (double y : c.y) {
    if (name == "laplace" && std::fabs(y - c.theta[0]) < reach) return true;
    if (name == "asymmetric-laplace" && std::fabs(y - c.theta[1]) < reach) return true;
    if (name == "huber" && std::fabs(std::fabs(y - c.theta[1]) - c.theta[0] * c.theta[2]) < 10 * reach) return true;
  }
  return false;
}

mle::Regression regressed(const char* model, const Values& y, const Values& x, std::size_t predictors,
                          const mle::RegressionOptions& options = {}) {
  mle::Regression fit;
  RC_ASSERT(mle::regress(*mle::find_model(model), y, {x, predictors}, options, fit).ok());
  return fit;
}

bool all_properties() {
  bool held = true;
  const auto check = [&](const char* what, auto property) { held = rc::check(what, property) && held; };

  check("a permutation of the rows changes the sum by rounding only", [] {
    Case c = any_case();
    const double sum = c.model->nll_sum(c.y, c.theta), size = magnitude(terms(c));
    std::reverse(c.y.begin(), c.y.end());
    std::rotate(c.y.begin(), c.y.begin() + static_cast<std::ptrdiff_t>(c.y.size() / 3), c.y.end());
    RC_ASSERT(std::fabs(c.model->nll_sum(c.y, c.theta) - sum) <= 1e-14 * (1 + size));
  });

  check("the NLL of data twice is twice the NLL", [] {
    Case c = any_case();
    const double once = c.model->nll_sum(c.y, c.theta), size = magnitude(terms(c));
    const Values y = c.y;
    c.y.insert(c.y.end(), y.begin(), y.end());
    RC_ASSERT(std::fabs(c.model->nll_sum(c.y, c.theta) - 2 * once) <= 1e-14 * (1 + size));
  });

  check("gradient against central differences, away from kinks", [] {
    const Case c = any_case();
    const std::size_t k = c.theta.size();
    Values gradient(k);
    c.model->gradient(c.y, c.theta, gradient);
    for (std::size_t j = 0; j < k; ++j) {
      const double h = 1e-5 * std::fmax(0.05, std::fabs(c.theta[j]));
      Values up = c.theta, down = c.theta;
      up[j] += h;
      down[j] -= h;
      if (!c.model->check(c.y, up).ok() || !c.model->check(c.y, down).ok()) continue;
      if (near_kink(c, 4 * h)) continue;
      const double difference = (c.model->nll_sum(c.y, up) - c.model->nll_sum(c.y, down)) / (2 * h);
      const double size = magnitude(terms(c)) + largest(gradient);
      RC_ASSERT(std::fabs(difference - gradient[j]) <= 1e-5 * (1 + size));
    }
  });

  check("Hessian against central differences of the gradient, and symmetric", [] {
    const Case c = any_case();
    const std::size_t k = c.theta.size();
    Values hessian(k * k), above(k), below(k);
    c.model->curvature(mle::Curvature::observed, c.y, c.theta, hessian);
    for (std::size_t j = 0; j < k; ++j) {
      const double h = 1e-6 * std::fmax(0.05, std::fabs(c.theta[j]));
      if (near_kink(c, 2 * h)) continue;
      Values up = c.theta, down = c.theta;
      up[j] += h;
      down[j] -= h;
      if (!c.model->check(c.y, up).ok() || !c.model->check(c.y, down).ok()) continue;
      c.model->gradient(c.y, up, above);
      c.model->gradient(c.y, down, below);
      const double size = largest(hessian) + largest(above) / std::fmax(0.05, std::fabs(c.theta[j]));
      for (std::size_t l = 0; l < k; ++l) {
        RC_ASSERT(hessian[j * k + l] == hessian[l * k + j]);
        RC_ASSERT(std::fabs((above[l] - below[l]) / (2 * h) - hessian[j * k + l]) <= 1e-4 * (1 + size));
      }
    }
  });

  check("log-sum-exp: shift, bounds, and softmax sums to 1", [] {
    const Values z = numbers(*whole<std::size_t>(1, 12), -300, 300);
    const double c = *number(-500, 500), lse = mle::log_sum_exp(z);
    Values moved = z, p(z.size());
    for (double& v : moved) v += c;
    RC_ASSERT(std::fabs(mle::log_sum_exp(moved) - (lse + c)) <= 1e-12 * (1 + std::fabs(lse) + std::fabs(c)));
    const double top = *std::max_element(z.begin(), z.end());
    RC_ASSERT(lse >= top && lse <= top + std::log(static_cast<double>(z.size())) + 1e-12 * std::fabs(top));
    mle::softmax(z, p);
    double sum = 0;
    for (double v : p) sum += v;
    RC_ASSERT(std::fabs(sum - 1) <= 1e-14 * static_cast<double>(z.size()));
  });

  check("the NLL is convex in a logit, in logits, in mu and in log rate", [] {
    const struct { const char* model; bool logs; std::size_t index; } choices[] = {
        {"bernoulli-logit", false, 0}, {"categorical", false, 0}, {"gaussian", false, 0}, {"laplace", false, 0},
        {"huber", false, 1}, {"logistic", false, 0}, {"asymmetric-laplace", false, 1}, {"poisson", true, 0},
        {"exponential", true, 0}, {"gamma", true, 1}};
    const auto& choice = choices[*whole<std::size_t>(0, std::size(choices))];
    const mle::Model& model = *mle::find_model(choice.model);
    Values theta;
    for (const mle::Parameter& range : model.parameters) theta.push_back(*number(range.slider_min, range.slider_max));
    if (model.vector()) theta = numbers(4, -5, 5);
    Values y(10);
    mle::Random random(*rc::gen::arbitrary<std::uint32_t>());
    RC_ASSERT(model.sample(theta, random, y).ok());
    const auto at = [&](double u) {
      Values moved = theta;
      moved[choice.index] = choice.logs ? std::exp(u) : u;
      return model.nll_sum(y, moved);
    };
    const double a = *number(-4, 4), b = *number(-4, 4);
    const double ends = (at(a) + at(b)) / 2;
    RC_ASSERT(at((a + b) / 2) <= ends + 1e-12 * (1 + std::fabs(ends)));
  });

  check("location and scale: moving and stretching the data moves and stretches the fit", [] {
    const char* names[] = {"gaussian", "laplace", "logistic", "huber", "asymmetric-laplace"};
    const char* name = names[*whole<std::size_t>(0, std::size(names))];
    const mle::Model& model = *mle::find_model(name);
    const Values y = numbers(*whole<std::size_t>(3, 30), -10, 10);
    const double shift = *number(-100, 100), stretch = *number(0.1, 10);
    Values moved = y;
    for (double& v : moved) v = shift + stretch * v;
    mle::Fit fit, other;
    RC_ASSERT(model.fit(y, {}, fit).ok());
    RC_ASSERT(model.fit(moved, {}, other).ok());
    RC_PRE(fit.status == mle::FitStatus::converged);
    RC_ASSERT(other.status == fit.status);
    const std::size_t mu = model.parameters.size() - 2, scale = mu + 1;
    RC_ASSERT(std::fabs(other.theta[mu] - (shift + stretch * fit.theta[mu])) <= 1e-6 * (1 + std::fabs(other.theta[mu])));
    RC_ASSERT(std::fabs(other.theta[scale] - stretch * fit.theta[scale]) <= 1e-6 * other.theta[scale]);
    const double n = static_cast<double>(y.size());
    RC_ASSERT(std::fabs(other.nll - (fit.nll + n * std::log(stretch))) <= 1e-9 * (1 + std::fabs(other.nll)));
  });

  check("a fit is no worse than any other parameters", [] {
    const Case c = any_case();
    mle::Fit fit;
    RC_ASSERT(c.model->fit(c.y, {c.model->vector() ? c.theta.size() : 0, {}}, fit).ok());
    Values theta = c.theta;
    for (std::size_t j = 0; j < theta.size(); ++j) {  // what the fit holds is held here too
      const double value = c.model->vector() ? std::nan("") : mle::held(c.model->parameters, {}, j);
      if (value == value) theta[j] = value;
    }
    RC_ASSERT(fit.nll <= c.model->nll_sum(c.y, theta) + 1e-9 * (1 + std::fabs(fit.nll)));
  });

  check("quantile and cdf are each other's inverse", [] {
    const Case c = any_case();
    RC_PRE(c.model->has_distribution());
    const Values p = {*number(0.001, 0.999)};
    Values y(1), back(1);
    RC_ASSERT(c.model->quantile(p, c.theta, y).ok());
    RC_ASSERT(c.model->cdf(y, c.theta, back).ok());
    if (mle::is_discrete(c.model->observation)) RC_ASSERT(back[0] >= p[0] * (1 - 1e-12));
    else RC_ASSERT(std::fabs(back[0] - p[0]) <= 1e-11);
  });

  check("regression: predictors moved and stretched give the same NLL", [] {
    const struct { const char* model; bool counts, labels; } choices[] = {
        {"gaussian", false, false}, {"laplace", false, false}, {"logistic", false, false}, {"huber", false, false},
        {"poisson", true, false}, {"bernoulli", false, true}};
    const auto& choice = choices[*whole<std::size_t>(0, std::size(choices))];
    const std::size_t n = *whole<std::size_t>(8, 30);
    const Values x = numbers(n, -3, 3);
    Values y = numbers(n, -5, 5);
    for (double& v : y) v = choice.labels ? (v > 0 ? 1 : 0) : choice.counts ? std::floor(std::fabs(v)) : v;
    const mle::Regression fit = regressed(choice.model, y, x, 1);
    RC_PRE(fit.status == mle::FitStatus::converged || fit.status == mle::FitStatus::not_unique);
    const double shift = *number(-50, 50), stretch = *number(0.01, 100);
    Values moved = x;
    for (double& v : moved) v = shift + stretch * v;
    const mle::Regression other = regressed(choice.model, y, moved, 1);
    RC_ASSERT(std::fabs(other.nll - fit.nll) <= 1e-9 * (1 + std::fabs(fit.nll)));
    if (fit.status == mle::FitStatus::converged && other.status == mle::FitStatus::converged)
      RC_ASSERT(std::fabs(other.coefficients[1] * stretch - fit.coefficients[1]) <= 1e-5 * (1 + std::fabs(fit.coefficients[1])));
  });

  check("regression: frequency weights are repeated rows", [] {
    const char* names[] = {"gaussian", "poisson", "bernoulli", "logistic"};
    const char* name = names[*whole<std::size_t>(0, std::size(names))];
    const std::size_t n = *whole<std::size_t>(6, 20);
    const Values x = numbers(n, -3, 3);
    Values y = numbers(n, -5, 5), weights, long_x, long_y;
    for (std::size_t i = 0; i < n; ++i) {
      if (name[0] == 'p') y[i] = std::floor(std::fabs(y[i]));
      if (name[0] == 'b') y[i] = y[i] > 0 ? 1 : 0;
      weights.push_back(*whole(0, 4));
      for (int copy = 0; copy < weights[i]; ++copy) {
        long_x.push_back(x[i]);
        long_y.push_back(y[i]);
      }
    }
    RC_PRE(long_y.size() > 4);
    mle::RegressionOptions options;
    options.weights = weights;
    const mle::Regression weighted = regressed(name, y, x, 1, options), repeated = regressed(name, long_y, long_x, 1);
    RC_ASSERT(weighted.status == repeated.status);
    RC_PRE(weighted.status == mle::FitStatus::converged);
    RC_ASSERT(weighted.n == repeated.n);
    RC_ASSERT(std::fabs(weighted.nll - repeated.nll) <= 1e-9 * (1 + std::fabs(repeated.nll)));
    for (std::size_t j = 0; j < 2; ++j)
      RC_ASSERT(std::fabs(weighted.coefficients[j] - repeated.coefficients[j]) <= 1e-6 * (1 + std::fabs(repeated.coefficients[j])));
  });
  return held;
}

}  // namespace

int main() { return all_properties() ? 0 : 1; }
