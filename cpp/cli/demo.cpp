// mle demo: one observation under one model, as the lesson's code section works it.
#include "mle/mle.hpp"
#include "text.hpp"
#include "verbs.hpp"

namespace cli {

int demo(Console& console) {
  const auto line = [&](const char* label, double value) {
    print(console.out, std::string(label) + ": " + shortest(value) + "\n");
  };
  const double one = 1, probability = 0.8;
  const double coin_nll = mle::nll_sum<mle::Bernoulli>({&one, 1}, {&probability, 1});
  line("log-likelihood (y=1, p=0.8)", -coin_nll);
  line("loss (y=1, p=0.8)", coin_nll);
  line("Bernoulli NLL (y=1, p=0.8)", coin_nll);

  const double y = 2.0;
  const double bell[] = {1.5, 1};  // mu, sigma
  line("Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part", mle::Gaussian(bell).misfit(y));
  line("Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole", mle::nll_sum<mle::Gaussian>({&y, 1}, bell));
  return exit_done;
}

}  // namespace cli
