// Batch kernels: NLL and gradient over millions of rows, each with a prediction of its own, as a training loop has
// them. kernels/*.hpp hold the loops, which check nothing; here are the checked entries, chosen by name at run time.
#pragma once

#include "mle/kernels/bernoulli.hpp"
#include "mle/kernels/categorical.hpp"
#include "mle/kernels/column.hpp"
#include "mle/kernels/gaussian.hpp"
#include "mle/kernels/logistic_fit.hpp"
#include "mle/kernels/poisson.hpp"
#include "mle/likelihoods.hpp"

namespace mle::kernels {

// predicted: n numbers; for categorical n x K, row-major, K >= 2. sigma: for gaussian alone, n numbers or one for
// all rows; else empty.
struct Rows {
  Column y, predicted, sigma = {};
};

// What is predicted for each row, the observations that go with it, and the loops. They are called by pointer, so that
// each stays a function of its own: all in one, no compiler of a browser keeps their numbers in registers.
struct Batch {
  const char* model;
  Observation observation;
  Parameter predicted;
  double (*nll_sum)(const Rows& rows);
  void (*nll_gradient)(const Rows& rows, std::span<double> out);
};

namespace detail {

// The first value outside the domain, as an error. Asked only where there is one.
inline Status outside(const Parameter& domain, std::span<const double> values) {
  std::size_t i = 0;
  while (i + 1 < values.size() && domain.contains(values[i])) ++i;
  return Status::invalid(domain.name, domain.rule, values[i]);
}

inline std::size_t classes_of(const Rows& rows) {
  return rows.y.values.empty() ? 0 : rows.predicted.values.size() / rows.y.values.size();
}

template <double sum(std::span<const double>, std::span<const double>)>
double nll_of(const Rows& rows) {
  return sum(rows.y.values, rows.predicted.values);
}
template <void gradient(std::span<const double>, std::span<const double>, std::span<double>)>
void gradient_of(const Rows& rows, std::span<double> out) {
  gradient(rows.y.values, rows.predicted.values, out);
}

inline double categorical_nll(const Rows& rows) {
  return categorical_nll_sum(rows.y.values, rows.predicted.values, classes_of(rows));
}
inline void categorical_gradient(const Rows& rows, std::span<double> out) {
  categorical_nll_gradient(rows.y.values, rows.predicted.values, classes_of(rows), out);
}
inline double gaussian_nll(const Rows& rows) {
  const Each mu = {rows.predicted.values.data()};
  const std::span<const double> sigma = rows.sigma.values;
  return sigma.size() == 1 ? gaussian_nll_sum(rows.y.values, mu, Same{sigma[0]})
                           : gaussian_nll_sum(rows.y.values, mu, Each{sigma.data()});
}
inline void gaussian_gradient(const Rows& rows, std::span<double> out) {
  const Each mu = {rows.predicted.values.data()};
  const std::span<const double> sigma = rows.sigma.values;
  if (sigma.size() == 1) gaussian_nll_gradient(rows.y.values, mu, Same{sigma[0]}, out);
  else gaussian_nll_gradient(rows.y.values, mu, Each{sigma.data()}, out);
}

}  // namespace detail

enum BatchIndex { batch_bernoulli, batch_bernoulli_logit, batch_categorical, batch_gaussian, batch_poisson, batch_poisson_log };

inline constexpr Batch batches[] = {
    {Bernoulli::name, Bernoulli::observation, Bernoulli::parameters[0], &detail::nll_of<bernoulli_nll_sum<Pair>>,
     &detail::gradient_of<bernoulli_nll_gradient<Pair>>},
    {BernoulliLogit::name, BernoulliLogit::observation, BernoulliLogit::parameters[0],
     &detail::nll_of<bernoulli_logit_nll_sum<Pair>>, &detail::gradient_of<bernoulli_logit_nll_gradient<Pair>>},
    {Categorical::name, Categorical::observation, Categorical::parameters[0], &detail::categorical_nll,
     &detail::categorical_gradient},
    {Gaussian::name, Gaussian::observation, Gaussian::parameters[0], &detail::gaussian_nll, &detail::gaussian_gradient},
    {Poisson::name, Poisson::observation, Poisson::parameters[0], &detail::nll_of<poisson_nll_sum<Pair>>,
     &detail::gradient_of<poisson_nll_gradient<Pair>>},
    {Poisson::name, Poisson::observation,
     {"log_rate", "log λ", -infinity, infinity, true, true, 0, -3, 3, "must be a finite number"},
     &detail::nll_of<poisson_log_nll_sum<Pair>>, &detail::gradient_of<poisson_log_nll_gradient<Pair>>}};

// Lengths and domains. O(1) where all is well.
inline Status check(BatchIndex index, const Rows& rows) {
  const Batch& batch = batches[index];
  const std::size_t n = rows.y.values.size(), predictions = rows.predicted.values.size();
  const std::size_t classes = index == batch_categorical ? detail::classes_of(rows) : 0;
  if (n == 0) return Status::invalid("y", "must hold at least one observation", 0);
  if (index == batch_categorical && (classes < 2 || predictions % n != 0))
    return Status::invalid("logits", "must hold one number for each row and class (at least 2)",
                           static_cast<double>(predictions));
  if (index != batch_categorical && predictions != n)
    return Status::invalid(batch.predicted.name, "must hold one number for each observation",
                           static_cast<double>(predictions));
  if (!rows.y.observed(batch.observation, classes)) {
    const Status status = check_observations(batch.observation, rows.y.values, classes);
    if (!status.ok()) return status;
  }
  if (!rows.predicted.inside(batch.predicted)) return detail::outside(batch.predicted, rows.predicted.values);
  if (index != batch_gaussian) return {};
  const std::size_t scales = rows.sigma.values.size();
  if (scales != 1 && scales != n)
    return Status::invalid("sigma", "must be one number, or one for each observation", static_cast<double>(scales));
  const Parameter& sigma = Gaussian::parameters[1];
  return rows.sigma.inside(sigma) ? Status{} : detail::outside(sigma, rows.sigma.values);
}

// result = the summed NLL of the rows, every constant included; +infinity where the model rules an observation out.
inline Status nll_sum(BatchIndex index, const Rows& rows, double& result) {
  const Status status = check(index, rows);
  if (!status.ok()) return status;
  result = batches[index].nll_sum(rows);
  if (result == result) return {};
  return Status::overflow(batches[index].predicted.name, "leads to values beyond double precision");
}

// out[i] = d NLL / d predicted[i]; out.size() == rows.predicted.values.size().
inline Status nll_gradient(BatchIndex index, const Rows& rows, std::span<double> out) {
  const Status status = check(index, rows);
  if (status.ok()) batches[index].nll_gradient(rows, out);
  return status;
}

}  // namespace mle::kernels
