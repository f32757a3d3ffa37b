// Regression at the border to JavaScript. Names and shapes are web/core/regressions.js's affair.
#include <emscripten/bind.h>

#include "border.hpp"
#include "mle/regression.hpp"

namespace {

using namespace border;

// NaN: the model has none.
double scale_of(const mle::Model& model, const mle::Regression& fit) {
  for (std::size_t j = 0; j < fit.parameters.size(); ++j)
    if (model.parameters[j].role == mle::Role::scale) return fit.parameters[j];
  return std::numeric_limits<double>::quiet_NaN();
}

val describe(const mle::Model& model, const mle::Regression& fit) {
  val object = val::object();
  object.set("status", text(mle::fit_status_names[static_cast<int>(fit.status)]));
  object.set("message", text(fit.message));
  object.set("nll", fit.nll);
  object.set("coefficients", copy_out(fit.coefficients));
  object.set("standardErrors", copy_out(fit.standard_errors));
  object.set("errorsReason", text(fit.errors_reason));
  object.set("parameters", copy_out(fit.parameters));
  object.set("scale", scale_of(model, fit));
  object.set("n", fit.n);
  object.set("aic", fit.aic);
  object.set("bic", fit.bic);
  object.set("criteriaReason", text(fit.criteria_reason));
  object.set("deviance", fit.deviance);
  object.set("iterations", fit.iterations);
  object.set("starts", fit.starts);
  object.set("direction", copy_out(fit.direction));
  object.set("collinear", copy_out_indices(fit.collinear));
  return object;
}

// An empty fixed, weights or offset is none.
val regress(int index, val y, val x, unsigned predictors, unsigned classes, val fixed, val weights, val offset,
            double l2, bool intercept) {
  const Values matrix = copy_in(x), held = copy_in(fixed), weight = copy_in(weights), known = copy_in(offset);
  const mle::Model& model = model_at(index);
  mle::Regression fit;
  last_failure = mle::regress(model, Input(y), {matrix, predictors}, {held, weight, known, l2, classes, intercept},
                              fit);
  return last_failure.ok() ? describe(model, fit) : val::undefined();
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_regression) { emscripten::function("regress", &regress); }
