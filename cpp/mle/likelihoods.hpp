// The one list of noise models. A new model is a new file and one entry here: registry, binding, engine,
// command and contract tests follow the list.
#pragma once

#include <tuple>

#include "mle/likelihoods/asymmetric_laplace.hpp"
#include "mle/likelihoods/bernoulli.hpp"
#include "mle/likelihoods/bernoulli_logit.hpp"
#include "mle/likelihoods/categorical.hpp"
#include "mle/likelihoods/exponential.hpp"
#include "mle/likelihoods/gamma.hpp"
#include "mle/likelihoods/gaussian.hpp"
#include "mle/likelihoods/huber.hpp"
#include "mle/likelihoods/laplace.hpp"
#include "mle/likelihoods/logistic.hpp"
#include "mle/likelihoods/negative_binomial.hpp"
#include "mle/likelihoods/poisson.hpp"
#include "mle/likelihoods/student_t.hpp"

namespace mle {

using Likelihoods = std::tuple<Bernoulli, BernoulliLogit, Categorical, Gaussian, Laplace, StudentT, Huber,
                               Logistic, AsymmetricLaplace, Poisson, Exponential, Gamma, NegativeBinomial>;

}  // namespace mle
