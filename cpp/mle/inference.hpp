// How well the data determine a number: profile likelihood, tests, intervals, repeated experiments.
#pragma once

#include "mle/inference/coefficient_target.hpp"
#include "mle/inference/experiments.hpp"
#include "mle/inference/interval.hpp"
#include "mle/inference/parameter_target.hpp"
