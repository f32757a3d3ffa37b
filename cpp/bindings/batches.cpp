// The border of the batch kernels.

#include <emscripten/bind.h>

#include "border.hpp"
#include "compiled_kernels.hpp"

namespace border {
namespace {

namespace kernels = mle::kernels;

val batches() {
  val list = val::array();
  for (const kernels::Batch& batch : kernels::batches) {
    val object = val::object();
    object.set("model", val(std::string(batch.model)));
    object.set("predicted", val(std::string(batch.predicted.name)));
    list.call<void>("push", object);
  }
  return list;
}

double batch_nll(int index, val y, val predicted, val sigma) {
  Input labels(y), predictions(predicted), scale(sigma);
  double result = NAN;
  last_failure = compiled_nll_sum(static_cast<kernels::BatchIndex>(index),
                                  {labels.column(), predictions.column(), scale.column()}, result);
  return last_failure.ok() ? result : NAN;
}

val batch_gradient(int index, val y, val predicted, val sigma) {
  Input labels(y), predictions(predicted), scale(sigma);
  Values out(predictions.size());
  last_failure = compiled_nll_gradient(static_cast<kernels::BatchIndex>(index),
                                       {labels.column(), predictions.column(), scale.column()}, out);
  return last_failure.ok() ? copy_out(out) : val::undefined();
}

}  // namespace
}  // namespace border

EMSCRIPTEN_BINDINGS(kernels) {
  using emscripten::function;
  function("batches", &border::batches);
  function("batchNll", &border::batch_nll);
  function("batchGradient", &border::batch_gradient);
}
