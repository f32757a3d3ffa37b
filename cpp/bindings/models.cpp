// The noise models, compiled for speed; the rest of the binding is compiled for size.
#include "mle/registry.hpp"

std::span<const mle::Model> compiled_models() { return mle::models; }
