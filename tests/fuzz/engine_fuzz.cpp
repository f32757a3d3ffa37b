// Every entry of the core: bytes become a model, data, parameters and options. No entry may crash, hang or leak; with
// status ok there is no NaN, and a converged fit is a minimum among whatever parameters the bytes also name.
#include <cmath>

#include "fuzz.hpp"
#include "mle/mle.hpp"
#include "mle/nll_options.hpp"
#include "mle/regression.hpp"

namespace {

using Values = std::vector<double>;

struct Case {
  const mle::Model& model;
  Values y, theta;
  std::size_t classes;
};

bool has_nan(std::span<const double> values) {
  for (const double v : values)
    if (std::isnan(v)) return true;
  return false;
}

// An observation that the model accepts, more often than not.
double observation(fuzz::Bytes& bytes, mle::Observation kind, std::size_t classes) {
  const double any = bytes.number();
  switch (kind) {
    case mle::Observation::binary: return std::fmod(std::floor(std::fabs(any)), 2);
    case mle::Observation::class_index: return std::fmod(std::floor(std::fabs(any)), static_cast<double>(classes));
    case mle::Observation::real: return any;
    case mle::Observation::nonnegative: return std::fabs(any);
    case mle::Observation::positive: return std::fabs(any);
    case mle::Observation::count: return std::floor(std::fabs(any));
  }
  return any;
}

// A theta in the domain, more often than not.
Values parameters(fuzz::Bytes& bytes, const mle::Model& model, std::size_t classes) {
  if (model.vector()) return bytes.numbers(classes);
  Values theta;
  for (const mle::Parameter& parameter : model.parameters) {
    double value = bytes.number();
    if (!parameter.contains(value)) value = std::fabs(value);
    if (!parameter.contains(value)) value = 1 / value;
    theta.push_back(value);
  }
  return theta;
}

void evaluate(const Case& c, const Values& grid, unsigned choice) {
  if (!c.model.check(c.y, c.theta).ok()) return;
  const std::size_t k = c.theta.size();
  Values out(c.y.size());
  for (const mle::Quantity quantity : {mle::Quantity::nll, mle::Quantity::density}) {
    c.model.evaluate(quantity, c.y, c.theta, out);
    fuzz::require(!has_nan(out), quantity == mle::Quantity::nll ? "no NLL is NaN" : "no density is NaN");
  }
  fuzz::require(!std::isnan(c.model.nll_sum(c.y, c.theta)), "no summed NLL is NaN");
  Values gradient(k), curvature(k * k);
  c.model.gradient(c.y, c.theta, gradient);
  c.model.curvature(mle::Curvature::observed, c.y, c.theta, curvature);
  c.model.curvature(mle::Curvature::expected, c.y, c.theta, curvature);
  Values curve(grid.size());
  if (mle::curve(c.model, c.y, c.theta, choice % k, grid, curve).ok())
    fuzz::require(!has_nan(curve), "no point of a curve is NaN");
}

void distribute(const Case& c, fuzz::Bytes& bytes) {
  if (!c.model.has_distribution()) return;
  const Values p = {0, 1, std::fmod(std::fabs(bytes.number()), 1)};
  Values out(c.y.size()), back(p.size());
  if (c.model.cdf(c.y, c.theta, out).ok())
    for (const double v : out) fuzz::require(v >= 0 && v <= 1, "a probability is from 0 to 1");
  if (c.model.quantile(p, c.theta, back).ok()) fuzz::require(!has_nan(back), "no quantile is NaN");
}

void nll_with_options(const Case& c, fuzz::Bytes& bytes) {
  mle::NllOptions options;
  options.reduction = static_cast<mle::Reduction>(bytes.below(3));
  options.unit = static_cast<mle::Unit>(bytes.below(2));
  const std::size_t classes = mle::nll_option::classes_of(c.model, c.theta);
  const Values weights = bytes.numbers(classes > 0 && bytes.below(2) ? classes : 0);
  if (classes > 0) {
    options.smoothing = bytes.number();
    options.clip = bytes.number();
    options.class_weights = weights;
  }
  Values out(options.reduction == mle::Reduction::none ? c.y.size() : 1);
  if (mle::nll(c.model, c.y, c.theta, options, out).ok()) fuzz::require(!has_nan(out), "no NLL with options is NaN");
}

void descend(const Case& c, unsigned choice) {
  mle::Descent descent;
  const mle::DescentOptions options{static_cast<mle::Method>(choice % std::size(mle::method_names)), 0.1, 20, true};
  if (!mle::descend(c.model, c.y, c.theta, options, descent).ok()) return;
  fuzz::require(!has_nan(descent.path) && !has_nan(descent.nll), "no step of a descent is NaN");
}

void sample(const Case& c, unsigned seed) {
  mle::Random random(seed);
  Values draws(8);
  if (c.model.sample(c.theta, random, draws).ok())
    fuzz::require(c.model.check(draws, c.theta).ok(), "draws are observations");
}

// Entries to hold: those of theta where the bits say so.
Values held(const Case& c, unsigned bits) {
  Values fixed;
  if (c.model.vector()) return fixed;
  for (std::size_t j = 0; j < c.theta.size(); ++j) fixed.push_back(bits >> j & 1 ? c.theta[j] : NAN);
  return fixed;
}

void fit(const Case& c, unsigned bits) {
  const Values fixed = held(c, bits);
  const mle::FitOptions options{c.classes, fixed};
  mle::Fit fit;
  if (!c.model.fit(c.y, options, fit).ok()) return;
  fuzz::require(!has_nan(fit.theta) && !std::isnan(fit.nll), "no fit is NaN");
  fuzz::require(fit.message[0] != 0, "a fit has a message");
  const mle::Summary summary = mle::summarize(c.model, c.y, options, fit);
  fuzz::require(!has_nan(summary.standard_errors) || summary.errors_reason[0] != 0, "no standard error: a reason");
  fuzz::require(!std::isnan(summary.aic) || summary.criteria_reason[0] != 0, "no AIC: a reason");
  if (fit.status != mle::FitStatus::converged || !c.model.check(c.y, fit.theta).ok()) return;
  Values other = c.theta;
  for (std::size_t j = 0; j < other.size() && !c.model.vector(); ++j) {
    const double value = mle::held(c.model.parameters, options, j);
    if (!std::isnan(value)) other[j] = value;
  }
  if (!c.model.check(c.y, other).ok()) return;
  const double nll = c.model.nll_sum(c.y, other);
  fuzz::require(!(nll < fit.nll - 1e-9 * (1 + std::fabs(fit.nll) + std::fabs(nll))), "a converged fit is a minimum");
}

void regress(const Case& c, fuzz::Bytes& bytes, unsigned bits) {
  const std::size_t predictors = 1 + bits % 3;
  const Values x = bytes.numbers(c.y.size() * predictors);
  Values fixed = held(c, bits);
  for (std::size_t j = 0; j < fixed.size(); ++j)
    if (c.model.parameters[j].role == mle::Role::predicted) fixed[j] = NAN;
  Values weights;
  if (bits & 8)
    for (std::size_t i = 0; i < c.y.size(); ++i) weights.push_back(bytes.below(4));
  mle::RegressionOptions options;
  options.fixed = fixed;
  options.weights = weights;
  options.classes = c.classes;
  options.l2 = bits & 16 ? std::fabs(bytes.number()) : 0;
  mle::Regression fit;
  if (!mle::regress(c.model, c.y, {x, predictors}, options, fit).ok()) return;
  fuzz::require(!std::isnan(fit.nll), "no regression's NLL is NaN");
  fuzz::require(fit.message[0] != 0, "a regression has a message");
  const bool estimated = fit.status == mle::FitStatus::converged || fit.status == mle::FitStatus::not_unique;
  fuzz::require(!estimated || !has_nan(fit.coefficients), "no coefficient is NaN");
  fuzz::require(!has_nan(fit.standard_errors) || fit.errors_reason[0] != 0, "no standard error: a reason");
  fuzz::require(!std::isnan(fit.aic) || fit.criteria_reason[0] != 0, "no AIC: a reason");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes(data, size);
  const mle::Model& model = mle::models[bytes.below(static_cast<unsigned>(mle::models.size()))];
  const unsigned bits = bytes.byte();
  const std::size_t classes = model.vector() ? 2 + bytes.below(4) : 0;
  Case c{model, {}, parameters(bytes, model, classes), classes};
  const std::size_t rows = 1 + bytes.below(24);
  for (std::size_t i = 0; i < rows; ++i) c.y.push_back(observation(bytes, model.observation, classes));
  const Values grid = bytes.numbers(3);

  evaluate(c, grid, bits);
  descend(c, bits);
  sample(c, bits);
  fit(c, bits);
  regress(c, bytes, bits);
  distribute(c, bytes);
  nll_with_options(c, bytes);
  return 0;
}
