// The noise that a loss implies, at the border to JavaScript. Names and shapes are web/core/losses.js's affair.
#include <emscripten/bind.h>

#include "border.hpp"
#include "mle/implied_noise.hpp"

namespace {

using namespace border;

// The loss along the grid, the density (empty where there is none), log Z.
template <class Loss>
val describe(const Loss& loss, double log_normaliser, const Values& grid) {
  Values losses(grid.size()), densities(log_normaliser < mle::infinity ? grid.size() : 0);
  std::span<const double> at = grid;
  for (std::size_t i = 0; i < at.size(); ++i) losses[i] = loss(at[i]);
  for (std::size_t i = 0; i < densities.size(); ++i) densities[i] = mle::exp(-losses[i] - log_normaliser);
  val object = val::object();
  object.set("loss", copy_out(losses));
  object.set("density", copy_out(densities));
  object.set("logZ", log_normaliser);
  return object;
}

val named_noise(int index, double shape, val grid) {
  const auto loss = static_cast<mle::NamedLoss>(index);
  last_failure = mle::check_named_loss(loss, shape);
  if (!last_failure.ok()) return val::undefined();
  return describe([=](double r) { return mle::named_loss(loss, shape, r); },
                  mle::named_loss_log_normaliser(loss, shape), copy_in(grid));
}

val bent_noise(val x, val values, val grid) {
  const Values knots = copy_in(x), heights = copy_in(values);
  const mle::BentLoss loss{knots, heights};
  last_failure = loss.check();
  return last_failure.ok() ? describe(loss, loss.log_normaliser(), copy_in(grid)) : val::undefined();
}

val hinge(double y, val predictions) {
  Values values = copy_in(predictions);
  for (double& f : values) f = mle::hinge_loss(y, f);
  return copy_out(values);
}

val hinge_normaliser(val predictions) {
  Values values = copy_in(predictions);
  for (double& f : values) f = mle::hinge_normaliser(f);
  return copy_out(values);
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_implied_noise) {
  emscripten::function("namedNoise", &named_noise);
  emscripten::function("bentNoise", &bent_noise);
  emscripten::function("hinge", &hinge);
  emscripten::function("hingeNormaliser", &hinge_normaliser);
}
