// The noise models that the lesson's figures draw. Every model is in models.cpp.
#include "mle/registry.hpp"

namespace {

using Lesson = std::tuple<mle::Bernoulli, mle::BernoulliLogit, mle::Categorical, mle::Gaussian, mle::Laplace, mle::StudentT,
                          mle::Huber, mle::Logistic, mle::AsymmetricLaplace, mle::Poisson>;
constexpr auto models = mle::describe_all<mle::Extent::likelihood>(static_cast<Lesson*>(nullptr));

}  // namespace

std::span<const mle::Model> compiled_models() { return models; }
