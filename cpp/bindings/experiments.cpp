// Repeated experiments at the border to JavaScript. Names and shapes are web/core/experiments.js's affair.
#include <emscripten/bind.h>

#include <cstdint>

#include "border.hpp"
#include "mle/inference/experiments.hpp"

std::span<const mle::Model> compiled_models();  // models.cpp

namespace {

using namespace border;

val experiments(int index, val truth, unsigned n, double seed, double first, unsigned count, val fixed) {
  const Values theta = copy_in(truth), held = copy_in(fixed);
  const mle::Model& model = compiled_models()[static_cast<std::size_t>(index)];
  mle::Experiments runs;
  last_failure = mle::experiments(model, theta, n, static_cast<std::uint64_t>(seed), static_cast<std::uint64_t>(first),
                                  count, {model.vector() ? theta.size() : 0, held}, runs);
  if (!last_failure.ok()) return val::undefined();
  std::vector<double> statuses;  // one kind of array crosses the border
  for (mle::FitStatus status : runs.statuses) statuses.push_back(static_cast<double>(status));
  val object = val::object();
  object.set("estimates", copy_out(runs.estimates));
  object.set("nll", copy_out(runs.nll));
  object.set("statuses", copy_out(statuses));
  return object;
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_experiments) { emscripten::function("experiments", &experiments); }
