// Repeated experiments of a regression at the border to JavaScript; web/core/bootstraps.js gives them names.
#include <emscripten/bind.h>

#include <cstdint>

#include "border.hpp"
#include "mle/inference/experiments.hpp"

namespace {

using namespace border;

val regression_experiments(int index, val coefficients, val parameters, val x, unsigned predictors, unsigned n,
                           double seed, double first, unsigned count, unsigned classes, val fixed, val offset, double l2, bool intercept) {
  const Values slopes = copy_in(coefficients), others = copy_in(parameters), matrix = copy_in(x);
  const Values held = copy_in(fixed), known = copy_in(offset);
  mle::Regression truth;
  truth.coefficients.assign(std::span<const double>(slopes).begin(), std::span<const double>(slopes).end());
  truth.parameters.assign(std::span<const double>(others).begin(), std::span<const double>(others).end());
  mle::Experiments runs;
  last_failure = mle::experiments(model_at(index), truth, {matrix, predictors}, n, static_cast<std::uint64_t>(seed),
                                  static_cast<std::uint64_t>(first), count, {held, {}, known, l2, classes, intercept}, runs);
  if (!last_failure.ok()) return val::undefined();
  val object = copy_out(runs);
  object.set("parameters", copy_out(runs.parameters));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_regression_experiments) {
  emscripten::function("regressionExperiments", &regression_experiments);
}
