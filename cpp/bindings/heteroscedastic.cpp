// Gaussian regression with log sigma linear too, at the border to JavaScript; web/core/heteroscedastic.js gives it names.
#include <emscripten/bind.h>

#include "border.hpp"
#include "mle/regression/heteroscedastic.hpp"

namespace {

using namespace border;

val heteroscedastic(val y, val x, unsigned predictors, val spread, unsigned spread_predictors, val weights, val offset,
                    bool intercept) {
  Input data(y);
  const Values matrix = copy_in(x), spread_matrix = copy_in(spread), weight = copy_in(weights), known = copy_in(offset);
  mle::HeteroscedasticRegression fit;
  last_failure = mle::regress_heteroscedastic(data, {matrix, predictors}, {spread_matrix, spread_predictors},
                                              {{}, weight, known, 0, 0, intercept}, fit);
  if (!last_failure.ok()) return val::undefined();
  val object = val::object();
  object.set("status", text(mle::fit_status_names[static_cast<int>(fit.status)]));
  object.set("message", text(fit.message));
  object.set("nll", fit.nll);
  object.set("coefficients", copy_out(fit.coefficients));
  object.set("standardErrors", copy_out(fit.standard_errors));
  object.set("spreadCoefficients", copy_out(fit.spread_coefficients));
  object.set("spreadStandardErrors", copy_out(fit.spread_standard_errors));
  object.set("errorsReason", text(fit.errors_reason));
  object.set("n", fit.n);
  object.set("aic", fit.aic);
  object.set("bic", fit.bic);
  object.set("criteriaReason", text(fit.criteria_reason));
  object.set("iterations", fit.iterations);
  object.set("collinear", copy_out_indices(fit.collinear));
  object.set("spreadCollinear", copy_out_indices(fit.spread_collinear));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_heteroscedastic) { emscripten::function("heteroscedastic", &heteroscedastic); }
