// Hessian and Fisher information at the border to JavaScript.
#include <emscripten/bind.h>

#include "border.hpp"

namespace {

using namespace border;

val hessian(int index, val y, val theta, bool mean) {
  Input data(y);
  const Values parameters = copy_in(theta);
  const mle::Status status = model_at(index).check_examined(data.column(), parameters);
  Values out(parameters.size() * parameters.size());
  if (status.ok()) model_at(index).curvature(mle::Curvature::observed, data, parameters, out);
  if (mean)
    for (double& h : out) h /= static_cast<double>(data.size());
  return finish(status, out);
}

// Of one observation, whichever: the expectation is over all that it may be.
val information(int index, val theta) {
  const double one[] = {0};
  const Values parameters = copy_in(theta);
  const mle::Status status = mle::check_theta(model_at(index).parameters, parameters);
  Values out(parameters.size() * parameters.size());
  if (status.ok()) model_at(index).curvature(mle::Curvature::expected, one, parameters, out);
  return finish(status, out);
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_curvature) {
  emscripten::function("hessian", &hessian);
  emscripten::function("information", &information);
}
