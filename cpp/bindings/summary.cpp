// A model's own fit with its standard errors and criteria, at the border to JavaScript; web/core/fits.js gives it names.
#include <emscripten/bind.h>

#include "border.hpp"
#include "mle/summary.hpp"

namespace {

using namespace border;

val fit_and_summarize(int index, val y, unsigned classes, val fixed) {
  Input data(y);
  const Values held = copy_in(fixed);
  const mle::FitOptions options{classes, held};
  mle::Fit fit;
  last_failure = model_at(index).fit(data, options, fit);
  if (!last_failure.ok()) return val::undefined();
  const mle::Summary summary = mle::summarize(model_at(index), data, options, fit);
  val object = copy_out(fit);
  object.set("standardErrors", copy_out(summary.standard_errors));
  object.set("errorsReason", text(summary.errors_reason));
  object.set("aic", summary.aic);
  object.set("bic", summary.bic);
  object.set("criteriaReason", text(summary.criteria_reason));
  object.set("deviance", summary.deviance);
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_summary) { emscripten::function("fitAndSummarize", &fit_and_summarize); }
