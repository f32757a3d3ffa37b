// The likelihood over a grid of parameter values: curves and surfaces of the summed NLL, and the curve of
// the product itself.
#pragma once

#include "mle/product.hpp"

namespace mle {

// The names under which a grid and its parameter's index are reported.
struct GridNames {
  const char* index = "parameterIndex";
  const char* grid = "grid";
};

// Checks the data and theta once, then every grid value against the domain of parameter `index`.
inline Status check_grid(const Model& model, std::span<const double> y, std::span<const double> theta,
                         std::size_t index, std::span<const double> grid, GridNames names = {}) {
  const Status status = model.check(y, theta);
  if (!status.ok()) return status;
  if (index >= theta.size())
    return Status::invalid(names.index, "must be an index into theta", static_cast<double>(index));
  if (grid.empty()) return Status::invalid(names.grid, "must hold at least one value", 0);
  const Parameter& parameter = model.parameters[model.vector() ? 0 : index];
  for (double value : grid)
    if (!parameter.contains(value)) return Status::invalid(names.grid, parameter.rule, value);
  return {};
}

// out[g] = the summed NLL with theta[index] = grid[g]; out.size() == grid.size().
inline Status curve(const Model& model, std::span<const double> y, std::span<const double> theta, std::size_t index,
                    std::span<const double> grid, std::span<double> out) {
  const Status status = check_grid(model, y, theta, index, grid);
  if (!status.ok()) return status;
  model.nll_grid(y, theta, index, grid, index, {}, out);
  return {};
}

// out[g] = the product of all densities with theta[index] = grid[g], formed in that precision.
inline Status product_curve(const Model& model, std::span<const double> y, std::span<const double> theta,
                            std::size_t index, std::span<const double> grid, Precision precision,
                            std::span<double> out) {
  const Status status = check_grid(model, y, theta, index, grid);
  if (!status.ok()) return status;
  const auto product = precision == Precision::float32 ? &whole_product<float> : &whole_product<double>;
  std::vector<double> moved(theta.begin(), theta.end());
  for (std::size_t g = 0; g < grid.size(); ++g) {
    moved[index] = grid[g];
    out[g] = product(model, y, moved);
  }
  return {};
}

// out[b * grid_i.size() + a] = the summed NLL with theta[i] = grid_i[a] and theta[j] = grid_j[b]; i != j.
inline Status surface(const Model& model, std::span<const double> y, std::span<const double> theta, std::size_t i,
                      std::span<const double> grid_i, std::size_t j, std::span<const double> grid_j,
                      std::span<double> out) {
  if (i == j) return Status::invalid("j", "must differ from i", static_cast<double>(j));
  Status status = check_grid(model, y, theta, i, grid_i, {"i", "gridI"});
  if (status.ok()) status = check_grid(model, y, theta, j, grid_j, {"j", "gridJ"});
  if (!status.ok()) return status;
  model.nll_grid(y, theta, i, grid_i, j, grid_j, out);
  return {};
}

}  // namespace mle
