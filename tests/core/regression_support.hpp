// What the regressions' test files share.
#pragma once

#include <fstream>
#include <sstream>

#include "mle/regression.hpp"
#include "support.hpp"

inline mle::Regression regression(const char* model, const Values& y, const Values& x, std::size_t d,
                                  const mle::RegressionOptions& options = {}) {
  mle::Regression result;
  const mle::Status status = mle::regress(model_named(model), y, {x, d}, options, result);
  INFO(model, ": ", status.argument, " ", status.rule);
  REQUIRE(status.ok());
  return result;
}

// The cells of a file with a header.
inline std::vector<std::vector<std::string>> table(const char* file) {
  std::ifstream input(std::string(MLE_TEST_DATA) + "/" + file);
  REQUIRE(input.good());
  std::vector<std::vector<std::string>> rows;
  std::string line, cell;
  std::getline(input, line);
  while (std::getline(input, line)) {
    rows.emplace_back();
    std::stringstream cells(line);
    while (std::getline(cells, cell, ',')) rows.back().push_back(cell);
  }
  return rows;
}

struct Penguins {
  Values species;  // Adelie, Chinstrap, Gentoo as 0, 1, 2
  Values x;        // the columns asked for: 1 bill length, 2 bill depth, 3 flipper length, 4 body mass
};

inline Penguins penguins(const std::vector<std::size_t>& columns) {
  Penguins result;
  for (const auto& row : table("palmer-penguins.csv")) {
    result.species.push_back(row[0] == "Adelie" ? 0 : row[0] == "Chinstrap" ? 1 : 2);
    for (std::size_t j : columns) result.x.push_back(std::stod(row[j]));
  }
  return result;
}

// The NLL at given raw coefficients and parameters, from the models' own nll_sum: no code of the regressions.
inline double nll_at(const char* name, const Values& y, const Values& x, std::size_t d, const Values& coefficients,
                     Values parameters, const mle::RegressionOptions& options = {}) {
  const mle::Model& model = model_named(name);
  const std::size_t first = options.intercept ? 1 : 0, p = d + first;
  double total = 0;
  for (std::size_t i = 0; i < y.size(); ++i) {
    const auto eta = [&](std::size_t block) {
      double sum = options.offset.empty() ? 0 : options.offset[i];
      if (first == 1) sum += coefficients[block * p];
      for (std::size_t j = 0; j < d; ++j) sum += x[i * d + j] * coefficients[block * p + first + j];
      return sum;
    };
    const std::string link = mle::link_names[static_cast<int>(model.link)];
    Values theta = parameters;
    if (link == "softmax") {
      const std::size_t blocks = coefficients.size() / p;
      theta.assign(options.classes - blocks, 0);
      for (std::size_t b = 0; b < blocks; ++b) theta.push_back(eta(b));
    } else {
      const double e = eta(0);
      for (std::size_t j = 0; j < theta.size(); ++j) {
        if (!std::isnan(theta[j])) continue;
        theta[j] = link == "identity"                       ? e
                   : link == "log"                          ? std::exp(e)
                   : std::string(name) == "bernoulli-logit" ? e
                                                            : 1 / (1 + std::exp(-e));
        if (std::string(name) == "exponential") theta[j] = std::exp(-e);
        if (std::string(name) == "gamma") theta[j] = theta[0] * std::exp(-e);
      }
    }
    const double w = options.weights.empty() ? 1 : options.weights[i];
    if (w > 0) total += w * model.nll_sum(Values{y[i]}, theta);
  }
  return total;
}

// The same with the penalty.
inline double penalised_at(const char* name, const Values& y, const Values& x, std::size_t d,
                           const Values& coefficients, const Values& parameters, const mle::RegressionOptions& options = {}) {
  const std::size_t first = options.intercept ? 1 : 0;
  double squares = 0;
  for (std::size_t j = 0; j < coefficients.size(); ++j)
    if (first == 0 || j % (d + 1) != 0) squares += coefficients[j] * coefficients[j];
  return nll_at(name, y, x, d, coefficients, parameters, options) + options.l2 / 2 * squares;
}
