// Data that stay in the core between calls.

#include <emscripten/bind.h>

#include <memory>
#include <vector>

#include "border.hpp"

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

}  // namespace

const kernels::Column& held(int number) { return table[static_cast<std::size_t>(number)]->column; }

}  // namespace border

EMSCRIPTEN_BINDINGS(held) {
  emscripten::function("hold", &border::hold);
  emscripten::function("release", &border::release);
}
