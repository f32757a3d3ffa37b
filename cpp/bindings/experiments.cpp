// Repeated experiments at the border to JavaScript. Names and shapes are web/core/experiments.js's affair.
#include <emscripten/bind.h>

#include <cstdint>

#include "border.hpp"
#include "mle/inference/experiments.hpp"

namespace border {

val copy_out(const mle::Experiments& runs) {
  std::vector<double> statuses;  // one kind of array crosses the border
  for (mle::FitStatus status : runs.statuses) statuses.push_back(static_cast<double>(status));
  val object = val::object();
  object.set("estimates", copy_out(runs.estimates));
  object.set("nll", copy_out(runs.nll));
  object.set("statuses", copy_out(statuses));
  return object;
}

}  // namespace border

namespace {

using namespace border;

val experiments(int index, val truth, unsigned n, double seed, double first, unsigned count, val fixed) {
  const Values theta = copy_in(truth), held = copy_in(fixed);
  const mle::Model& model = model_at(index);
  mle::Experiments runs;
  last_failure = mle::experiments(model, theta, n, static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                                  count, {model.vector() ? theta.size() : 0, held}, runs);
  return last_failure.ok() ? copy_out(runs) : val::undefined();
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_experiments) { emscripten::function("experiments", &experiments); }
