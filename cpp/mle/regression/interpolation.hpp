// Planes through as many rows as there are coefficients: where a likelihood with several maxima may have one.
#pragma once

#include "mle/random.hpp"
#include "mle/regression/design.hpp"
#include "mle/regression/qr.hpp"

namespace mle::location {

inline double residual(const ScaledDesign& design, std::size_t i, std::span<const double> at) {
  double r = design.y[i];
  for (std::size_t j = 0; j < design.columns; ++j) r -= design.row(i)[j] * at[j];
  return r;
}

// Coefficients that go through p independent rows, and the weight of the rows that they go through.
struct Interpolation {
  std::vector<double> coefficients;
  double count = 0;
  double width = 0;  // the distance that a third of the other rows are within
};

inline void measure(const ScaledDesign& design, Interpolation& found) {
  std::vector<double> distances;
  found.count = 0;
  for (std::size_t i = 0; i < design.rows; ++i) {
    const double distance = std::fabs(residual(design, i, found.coefficients));
    double terms = std::fabs(design.y[i]) + 1;
    for (std::size_t j = 0; j < design.columns; ++j) terms += std::fabs(design.row(i)[j] * found.coefficients[j]);
    if (distance <= 1e-12 * terms) found.count += design.weights[i];
    else distances.push_back(distance);
  }
  if (distances.empty()) return;
  const auto third = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 3);
  std::nth_element(distances.begin(), third, distances.end());
  found.width = *third;
}

// On average over the rows the two differ by more than both widths.
inline bool apart(const ScaledDesign& design, const Interpolation& one, const Interpolation& other) {
  double sum = 0;
  for (std::size_t i = 0; i < design.rows; ++i) {
    double difference = 0;
    for (std::size_t j = 0; j < design.columns; ++j)
      difference += design.row(i)[j] * (one.coefficients[j] - other.coefficients[j]);
    sum += std::fabs(difference);
  }
  return sum > static_cast<double>(design.rows) * (one.width + other.width);
}

// Every set of p rows where these are few, else a random choice, the same on each call (Rousseeuw's elemental sets).
inline std::vector<Interpolation> interpolations(const ScaledDesign& design) {
  const std::size_t n = design.rows, p = design.columns;
  const std::size_t most = std::clamp<std::size_t>(2000000 / (n * p), 20, 500);
  double sets = 1;
  for (std::size_t j = 0; j < p && j < n; ++j) sets *= static_cast<double>(n - j) / static_cast<double>(j + 1);
  const bool every = n >= p && sets <= static_cast<double>(most);
  std::vector<std::size_t> rows(p);
  for (std::size_t j = 0; j < p; ++j) rows[j] = j;
  std::vector<Interpolation> out;
  Random random(1);
  const std::vector<double> size(p, std::sqrt(static_cast<double>(p)));
  for (std::size_t tried = 0; tried < most && n >= p; ++tried) {
    if (!every)
      for (std::size_t& row : rows) row = static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
    std::vector<double> a, b;
    for (std::size_t row : rows) {
      a.insert(a.end(), design.row(row).begin(), design.row(row).end());
      b.push_back(design.y[row]);
    }
    const Qr qr(a, p, p, size);
    if (qr.rank() == p) {
      qr.multiply_transposed(b);
      qr.solve(b);
      out.push_back({b, 0, 0});
      measure(design, out.back());
    }
    if (!every) continue;
    std::size_t j = p;  // the next set in order
    while (j > 0 && rows[j - 1] == n - p + j - 1) --j;
    if (j == 0) break;
    ++rows[j - 1];
    for (; j < p; ++j) rows[j] = rows[j - 1] + 1;
  }
  return out;
}

}  // namespace mle::location
