// The list of models at run time.
#pragma once

#include <array>
#include <string_view>

#include "mle/grid.hpp"
#include "mle/likelihoods.hpp"
#include "mle/model.hpp"
#include "mle/predictor.hpp"
#include "mle/regression/logit_objective.hpp"

namespace mle {

// What of a model is compiled beside its likelihood: a program that asks for no distribution function need not carry it.
enum class Extent { whole, likelihood };

template <Likelihood M, Extent extent>
constexpr Model describe();

// One model alone: who needs it need not carry the whole list.
template <Likelihood M, Extent extent = Extent::whole>
inline constexpr Model described = describe<M, extent>();

template <Likelihood M, Extent extent>
constexpr Model describe() {
  Model model = {M::name,      M::loss,      M::link,       M::observation, M::parameters, &nll_sum<M>,
                 &evaluate<M>, &gradient<M>, &curvature<M>, &nll_grid<M>,   &M::fit,       &check_sampling<M>,
                 &draw<M>,     nullptr,      nullptr,       nullptr,        nullptr,       nullptr,
                 nullptr};
  if constexpr (HasDistribution<M> && extent == Extent::whole) {
    model.cdf_checked = &cdf<M>;
    model.quantile_checked = &quantile<M>;
  }
  if constexpr (M::link != Link::softmax) {
    model.predict = &predict<M>;
    model.place = &place<M>;
  }
  if constexpr (M::link == Link::logit && extent == Extent::whole)
    model.kernel_objective = &logit_objective;
  if constexpr (requires { typename M::Limit; }) model.limit = &described<typename M::Limit, extent>;
  return model;
}

template <Extent extent = Extent::whole, class... M>
constexpr std::array<Model, sizeof...(M)> describe_all(std::tuple<M...>*) {
  return {describe<M, extent>()...};
}

inline constexpr auto models = describe_all(static_cast<Likelihoods*>(nullptr));

// nullptr for an unknown name.
inline const Model* find_model(std::string_view name) {
  for (const Model& model : models)
    if (name == model.name) return &model;
  return nullptr;
}

}  // namespace mle
