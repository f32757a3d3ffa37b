// The minimum of a diagonal quadratic on the plane where some rows of a regression have residual 0.
#pragma once

#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "mle/double_double.hpp"
#include "mle/elementary.hpp"
#include "mle/regression/inversion.hpp"

namespace mle {

// Minimises sum_j c_j g_j^2 / 2 - slope'g where x_k g = y_k for the rows k held: c g = slope + sum_k x_k v_k with the
// multipliers v. Both systems are solved together, by an inverse and corrections in twice the precision, so that what
// cancels in slope + sum x v is right even where c is small.
class QuantileFace {
 public:
  std::vector<DoubleDouble> coefficients;
  std::vector<double> multipliers;
  std::vector<double> coefficients_error, multipliers_error;  // about how far rounding has moved them
  std::vector<double> tie;  // the coefficients for slope 0 and the other y, which break ties

  // root: sqrt(c), row-major x of the rows held, as many columns as root has. False: singular.
  //
  // Rows held that almost depend on each other make the condition of both systems the square of theirs where the part of
  // c is not scaled down (Bjorck 1967, BIT 7, 257), and rows that leave much open the reverse: so one way, else the other.
  bool solve(std::span<const double> root, std::span<const DoubleDouble> slope, std::span<const DoubleDouble> x,
             std::span<const DoubleDouble> y, std::span<const double> ties) {
    return solve_scaled(1, root, slope, x, y, ties) || solve_scaled(0x1p-30, root, slope, x, y, ties);
  }

 private:
  // The equations of the slope times `share`, the multipliers over it. False: the corrections do not settle.
  bool solve_scaled(double share, std::span<const double> root, std::span<const DoubleDouble> slope,
                    std::span<const DoubleDouble> x, std::span<const DoubleDouble> y, std::span<const double> ties) {
    const std::size_t p = root.size(), held = y.size(), m = p + held;
    // g_j = unit_j h_j, unit_j a power of two, so that no entry is much above 1.
    std::vector<double> unit(p, 1);
    std::vector<DoubleDouble> matrix(m * m);
    for (std::size_t j = 0; j < p; ++j) {
      if (root[j] > 1) unit[j] = elementary::power_of_two(-std::ilogb(root[j]));
      const double scaled = root[j] * unit[j];
      matrix[j * m + j] = {share * (scaled * scaled), 0};
      for (std::size_t k = 0; k < held; ++k) {
        const DoubleDouble entry{x[k * p + j].high * unit[j], x[k * p + j].low * unit[j]};
        matrix[(p + k) * m + j] = entry;
        matrix[j * m + p + k] = -entry;
      }
    }
    std::vector<double> rounded;
    for (const DoubleDouble& v : matrix) rounded.push_back(v.high);
    std::vector<double> inverse;
    if (invert(rounded, m, inverse) == std::numeric_limits<double>::infinity()) return false;
    std::vector<DoubleDouble> right;
    for (std::size_t j = 0; j < p; ++j) right.push_back(slope[j] * DoubleDouble{share * unit[j], 0});
    right.insert(right.end(), y.begin(), y.end());
    Refined solution;
    if (!refine(matrix, inverse, right, solution)) return false;
    coefficients.resize(p), coefficients_error.resize(p), tie.assign(p, 0);
    multipliers.resize(held), multipliers_error.resize(held);
    for (std::size_t j = 0; j < p; ++j) {
      coefficients[j] = {unit[j] * solution.values[j].high, unit[j] * solution.values[j].low};
      coefficients_error[j] = unit[j] * solution.errors[j];
      for (std::size_t k = 0; k < held; ++k) tie[j] += unit[j] * (inverse[j * m + p + k] * ties[k]);
    }
    for (std::size_t k = 0; k < held; ++k) {
      multipliers[k] = solution.values[p + k].value() / share;
      multipliers_error[k] = solution.errors[p + k] / share;
    }
    return true;
  }
};

}  // namespace mle
