// What --noise and --set say.
#pragma once

#include <string>
#include <vector>

#include "mle/registry.hpp"

namespace cli {

// BadInput for an unknown name.
const mle::Model& find_noise(const std::string& name);

// One entry for each parameter of a model, NaN where nothing is set; of a vector model, the logits that are set.
// settings: "name=value". BadInput for what is no such thing, an unknown parameter, one set twice, a value against its
// domain.
std::vector<double> read_settings(const mle::Model& model, const std::vector<std::string>& settings);

}  // namespace cli
