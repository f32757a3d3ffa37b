// Everything.
#pragma once

#include "mle/clipping.hpp"
#include "mle/error_function.hpp"
#include "mle/gamma.hpp"
#include "mle/incomplete_beta.hpp"
#include "mle/incomplete_gamma.hpp"
#include "mle/implied_noise.hpp"
#include "mle/inference.hpp"
#include "mle/nll_options.hpp"
#include "mle/optimize.hpp"
#include "mle/registry.hpp"
#include "mle/regression.hpp"
#include "mle/special.hpp"
#include "mle/squared_error.hpp"
#include "mle/summary.hpp"
#include "mle/surface.hpp"
