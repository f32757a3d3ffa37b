// The border of the batch kernels, and the data that stay in the core.

#include <emscripten/bind.h>

#include <memory>
#include <vector>

#include "border.hpp"
#include "compiled_kernels.hpp"

namespace border {
namespace {

namespace kernels = mle::kernels;

struct Held {
  Values values;
  kernels::Column column;
};

// Places of freed data are used again; engine.js sees to it that no freed number comes back.
std::vector<std::unique_ptr<Held>> table;

int hold(val array) {
  auto data = std::make_unique<Held>();
  data->values = copy_in(array);
  data->column = compiled_examine(data->values);
  std::size_t place = 0;
  while (place < table.size() && table[place]) ++place;
  if (place == table.size()) table.emplace_back();
  table[place] = std::move(data);
  return static_cast<int>(place);
}

void release(int number) { table[static_cast<std::size_t>(number)].reset(); }

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

const kernels::Column& held(int number) { return table[static_cast<std::size_t>(number)]->column; }

}  // namespace border

EMSCRIPTEN_BINDINGS(kernels) {
  using emscripten::function;
  function("hold", &border::hold);
  function("release", &border::release);
  function("batches", &border::batches);
  function("batchNll", &border::batch_nll);
  function("batchGradient", &border::batch_gradient);
}
