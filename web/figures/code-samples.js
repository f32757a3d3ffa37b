/**
 * One computation in three languages: what the cell starts with, and the same in C++ and Python. Each prints the
 * lines of `mle demo`; tests/engine/figures compiles and runs all three and compares the digits.
 *
 * @typedef {import('./figure.js').Engine} Engine
 */

export const JAVASCRIPT = [
  "// A label, and the probability p that the model gave to label 1.",
  "const label = 1;",
  "const p = 0.8;",
  "",
  "// The likelihood of the label, its logarithm, and the loss.",
  "const likelihood = label === 1 ? p : 1 - p;",
  "const logLikelihood = mle.log(likelihood);",
  "print(`log-likelihood (y=${label}, p=${p}):`, logLikelihood);",
  "print(`loss (y=${label}, p=${p}):`, -logLikelihood);",
  "",
  "// The same loss in one call: the sum of -log p(y), in nats.",
  "const nll = mle.nll('bernoulli', [label], [p]);",
  "print(`Bernoulli NLL (y=${label}, p=${p}):`, nll);",
  "",
  "// A measurement y under a bell with centre mu and width sigma.",
  "const y = 2.0;",
  "const mu = 1.5;",
  "const sigma = 1;",
  "const bell = `y=${y.toFixed(1)}, mu=${mu}, sigma=${sigma}`;",
  "const { misfit } = mle.nllTerms('gaussian', [y], [mu, sigma]);",
  "print(`Gaussian NLL (${bell}), quadratic part:`, misfit[0]);",
  "const whole = mle.nll('gaussian', [y], [mu, sigma]);",
  "print(`Gaussian NLL (${bell}), whole:`, whole);",
].join('\n');

export const CPP = String.raw`#include <charconv>
#include <cstdio>

#include "mle/mle.hpp"

// The shortest digits that read back to the same double.
void print(const char* what, double value) {
  char digits[32];
  *std::to_chars(digits, digits + 31, value).ptr = '\0';
  std::printf("%s: %s\n", what, digits);
}

int main() {
  // A label, and the probability p that the model gave to label 1.
  const double label[] = {1};
  const double p[] = {0.8};

  // The likelihood of the label, its logarithm, and the loss.
  const double likelihood = label[0] == 1 ? p[0] : 1 - p[0];
  const double log_likelihood = mle::log(likelihood);
  print("log-likelihood (y=1, p=0.8)", log_likelihood);
  print("loss (y=1, p=0.8)", -log_likelihood);

  // The same loss in one call: the sum of -log p(y), in nats.
  const double nll = mle::nll_sum<mle::Bernoulli>(label, p);
  print("Bernoulli NLL (y=1, p=0.8)", nll);

  // A measurement y under a bell with centre mu and width sigma.
  const double y[] = {2.0};
  const double theta[] = {1.5, 1};
  const double misfit = mle::Gaussian(theta).misfit(y[0]);
  print("Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part", misfit);
  const double whole = mle::nll_sum<mle::Gaussian>(y, theta);
  print("Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole", whole);
}`;

export const PYTHON = String.raw`import math

# A label, and the probability p that the model gave to label 1.
label = 1
p = 0.8

# The likelihood of the label, its logarithm, and the loss.
likelihood = p if label == 1 else 1 - p
log_likelihood = math.log(likelihood)
print(f"log-likelihood (y={label}, p={p}):", log_likelihood)
print(f"loss (y={label}, p={p}):", -log_likelihood)

# The same loss in one formula: binary cross-entropy, in nats.
nll = -(label * math.log(p) + (1 - label) * math.log(1 - p))
print(f"Bernoulli NLL (y={label}, p={p}):", nll)

# A measurement y under a bell with centre mu and width sigma.
y = 2.0
mu = 1.5
sigma = 1
bell = f"y={y}, mu={mu}, sigma={sigma}"
misfit = (y - mu) ** 2 / (2 * sigma ** 2)
print(f"Gaussian NLL ({bell}), quadratic part:", misfit)
whole = 0.5 * math.log(2 * math.pi) + math.log(sigma) + misfit
print(f"Gaussian NLL ({bell}), whole:", whole)`;

/**
 * What each of the three prints, from the engine.
 * @param {Engine} engine
 */
export function sampleLines(engine) {
  const coin = '(y=1, p=0.8)';
  const bell = 'Gaussian NLL (y=2.0, mu=1.5, sigma=1)';
  const logLikelihood = engine.log(0.8);
  return [
    `log-likelihood ${coin}: ${logLikelihood}`,
    `loss ${coin}: ${-logLikelihood}`,
    `Bernoulli NLL ${coin}: ${engine.nll('bernoulli', [1], [0.8])}`,
    `${bell}, quadratic part: ${engine.nllTerms('gaussian', [2], [1.5, 1]).misfit[0]}`,
    `${bell}, whole: ${engine.nll('gaussian', [2], [1.5, 1])}`,
  ];
}
