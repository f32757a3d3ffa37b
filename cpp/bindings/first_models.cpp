// The noise models of the lesson's first figure: what a reader waits for.
#include "mle/registry.hpp"

namespace {

using First = std::tuple<mle::Bernoulli, mle::BernoulliLogit>;
constexpr auto models = mle::describe_all<mle::Extent::likelihood>(static_cast<First*>(nullptr));

}  // namespace

std::span<const mle::Model> compiled_models() { return models; }
