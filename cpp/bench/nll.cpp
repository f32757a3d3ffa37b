// Time of a summed NLL for each observation, natively.
#include <benchmark/benchmark.h>

#include "mle/registry.hpp"

namespace {

void nll(benchmark::State& state, const char* name, std::vector<double> theta) {
  const mle::Model& model = *mle::find_model(name);
  mle::Random random(1);
  std::vector<double> y(static_cast<std::size_t>(state.range(0)));
  if (!model.sample(theta, random, y).ok()) return state.SkipWithError("no sample");
  for (auto _ : state) benchmark::DoNotOptimize(model.nll_sum(y, theta));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

BENCHMARK_CAPTURE(nll, bernoulli, "bernoulli", {0.3})->Range(100, 1000000);
BENCHMARK_CAPTURE(nll, bernoulli_logit, "bernoulli-logit", {-0.8})->Range(100, 1000000);
BENCHMARK_CAPTURE(nll, gaussian, "gaussian", {0.5, 1.2})->Range(100, 1000000);
BENCHMARK_CAPTURE(nll, categorical, "categorical", {0.1, -1, 2, 0.3, 0, 0, 1, -2, 0.5, 1.5})->Range(100, 1000000);
