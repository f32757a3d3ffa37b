// The border of the distribution functions.

#include <emscripten/bind.h>

#include "border.hpp"

namespace {

using namespace border;

val cdf(int model, val y, val theta) {
  const Values at = copy_in(y);
  Values out(at.size());
  return finish(model_at(model).cdf(at, copy_in(theta), out), out);
}

val quantile(int model, val p, val theta) {
  const Values at = copy_in(p);
  Values out(at.size());
  return finish(model_at(model).quantile(at, copy_in(theta), out), out);
}

}  // namespace

EMSCRIPTEN_BINDINGS(distributions) {
  emscripten::function("cdf", &cdf);
  emscripten::function("quantile", &quantile);
}
