// The noise models, compiled for speed; the rest of the binding is compiled for size.
#include "mle/registry.hpp"

// The passes over the data before any regression, held here too: the linker keeps the first copy, which is the fast one.
[[gnu::used]] constexpr auto scale_design_for_speed = &mle::scale_design;
[[gnu::used]] constexpr auto check_design_for_speed = &mle::check_design;

std::span<const mle::Model> compiled_models() { return mle::models; }
