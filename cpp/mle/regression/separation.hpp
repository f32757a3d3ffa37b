// Does the likelihood rise for ever along some direction of the coefficients? Decided by a certificate either way,
// not by coefficients that look large.
#pragma once

#include <algorithm>

#include "mle/linear.hpp"
#include "mle/model.hpp"
#include "mle/regression/design.hpp"

namespace mle {

// The directions d along which no row's NLL rises in the end are a cone A d >= 0, and the likelihood rises for ever
// exactly if A d != 0 for one of them. The rows of A by link and observation, x_i the row of the design:
//   logit: x_i for y = 1, -x_i for y = 0.
//   softmax (a block of d for each class but the first): for each class k but y_i, x_i in y_i's block, -x_i in k's.
//   log, counts: -x_i for y = 0; both x_i and -x_i for y > 0 (there only x_i d = 0 keeps the NLL from rising).
//   log, from 0 (exponential): x_i for y > 0; in all -sum w_i x_i, along which the log of the mean falls.
//   log, above 0; identity: none, for the NLL of a row rises both ways.
class RecessionCone {
 public:
  RecessionCone(const ScaledDesign& design, Link link, Observation observation, std::size_t classes)
      : design_(design), link_(link), observation_(observation), classes_(classes) {
    each_ = link == Link::softmax ? classes : link == Link::log && observation == Observation::count ? 2 : 1;
  }

  std::size_t each() const { return each_; }  // rows of A for each row of the design
  std::size_t columns() const { return design_.columns * (link_ == Link::softmax ? classes_ - 1 : 1); }
  std::size_t size() const {
    const bool nonnegative = link_ == Link::log && observation_ == Observation::nonnegative;
    return design_.rows * each_ + (nonnegative ? 1 : 0);
  }

  // Row i of A, all 0 where there is none.
  void row(std::size_t i, std::span<double> out) const {
    std::fill(out.begin(), out.end(), 0);
    const std::size_t source = i / each_, which = i % each_;
    if (source == design_.rows) {
      for (std::size_t s = 0; s < design_.rows; ++s) add(s, 0, -design_.weights[s] / design_.n, out);
      return;
    }
    const double y = design_.y[source];
    if (link_ == Link::logit) add(source, 0, 2 * y - 1, out);
    else if (link_ == Link::softmax) {
      const std::size_t observed = static_cast<std::size_t>(y);
      if (which == observed) return;
      if (observed > 0) add(source, observed - 1, 1, out);
      if (which > 0) add(source, which - 1, -1, out);
    } else if (observation_ == Observation::count) {
      if (which == 0) add(source, 0, -1, out);
      else if (y > 0) add(source, 0, 1, out);
    } else if (y > 0) {
      add(source, 0, 1, out);
    }
  }

 private:
  void add(std::size_t source, std::size_t block, double factor, std::span<double> out) const {
    const std::span<const double> x = design_.row(source);
    for (std::size_t j = 0; j < x.size(); ++j) out[block * x.size() + j] += factor * x[j];
  }

  const ScaledDesign& design_;
  Link link_;
  Observation observation_;
  std::size_t classes_;
  std::size_t each_;
};

struct Recession {
  bool decided = true;            // false: rounding left the answer open
  std::vector<double> direction;  // empty: the likelihood does not rise for ever
  std::vector<char> rises;        // for each row a_i of A: a_i d > 0
  std::size_t each = 1;           // rows of A for each row of the design

  bool row_rises(std::size_t row) const {
    return std::any_of(rises.begin() + static_cast<std::ptrdiff_t>(row * each),
                       rises.begin() + static_cast<std::ptrdiff_t>((row + 1) * each), [](char r) { return r != 0; });
  }
};

namespace separation {

inline constexpr double zero = 1e-9;        // |a_i d| for unit a_i and d that counts as 0
inline constexpr double remainder = 1e-11;  // what is left of a sum of unit rows that counts as 0, for each row

// Over the unit rows a_i that are alive, min over mu >= 0 of |c + sum mu_i a_i|, c = sum a_i, by the active set method
// of Lawson and Hanson (Solving Least Squares Problems, 1974, chapter 23). The vector r of that length settles the matter
// (Stiemke's theorem of the alternative): r = 0 gives weights 1 + mu_i > 0 under which the rows cancel, so A d >= 0
// leaves only A d = 0; otherwise A r >= 0 and c r = |r|^2 > 0, so r is a direction.
class Projection {
 public:
  Projection(const RecessionCone& cone, std::span<const char> alive) : cone_(cone), alive_(alive) {}

  // false: undecided
  bool run(std::vector<double>& r) {
    const std::size_t q = cone_.columns();
    std::vector<double> a(q);
    target_.assign(q, 0);
    double count = 0;
    for (std::size_t i = 0; i < cone_.size(); ++i) {
      if (!unit_row(i, a)) continue;
      for (std::size_t j = 0; j < q; ++j) target_[j] += a[j];
      ++count;
    }
    r = target_;
    const std::size_t limit = 100 + 20 * q;
    for (std::size_t iteration = 0; iteration < limit; ++iteration) {
      const double length = std::sqrt(dot(r, r));
      if (!std::isfinite(length)) return false;
      if (length <= remainder * count) {
        r.clear();
        return true;
      }
      double worst = -zero * length;
      std::size_t enters = cone_.size();
      for (std::size_t i = 0; i < cone_.size(); ++i) {
        if (!unit_row(i, a)) continue;
        const double slope = dot(a, r);
        if (slope >= worst) continue;
        worst = slope;
        enters = i;
      }
      if (enters == cone_.size()) return true;
      unit_row(enters, a);
      rows_.push_back(a);
      mu_.push_back(0);
      solve(r);
    }
    return false;
  }

 private:
  bool unit_row(std::size_t i, std::span<double> a) const {
    if (!alive_[i]) return false;
    cone_.row(i, a);
    const double length = std::sqrt(dot(a, a));
    if (length == 0) return false;
    for (double& v : a) v /= length;
    return true;
  }

  // The best mu of the rows in hand, each above 0: rows whose mu falls to 0 leave. r: what is left of the target.
  void solve(std::vector<double>& r) {
    for (;;) {
      const std::size_t m = rows_.size();
      std::vector<std::vector<double>> basis;
      std::vector<double> triangle(m * m), z(m);
      r = target_;
      for (std::size_t k = 0; k < m; ++k) {  // Gram and Schmidt, twice: orthogonal to rounding
        std::vector<double> v = rows_[k];
        for (int pass = 0; pass < 2; ++pass) {
          for (std::size_t b = 0; b < k; ++b) {
            const double along = dot(basis[b], v);
            triangle[b * m + k] += along;
            for (std::size_t j = 0; j < v.size(); ++j) v[j] -= along * basis[b][j];
          }
        }
        const double length = std::sqrt(dot(v, v));
        triangle[k * m + k] = length;
        for (double& entry : v) entry /= length;
        basis.push_back(v);
        const double along = dot(v, r);
        z[k] = -along;
        for (std::size_t j = 0; j < v.size(); ++j) r[j] -= along * v[j];
      }
      for (std::size_t k = m; k-- > 0;) {
        for (std::size_t b = k + 1; b < m; ++b) z[k] -= triangle[k * m + b] * z[b];
        z[k] /= triangle[k * m + k];
      }
      double share = 1;
      std::size_t leaves = m;
      for (std::size_t k = 0; k < m; ++k) {
        if (z[k] > 0 || !(mu_[k] / (mu_[k] - z[k]) < share)) continue;
        share = mu_[k] / (mu_[k] - z[k]);
        leaves = k;
      }
      for (std::size_t k = 0; k < m; ++k) mu_[k] += share * (z[k] - mu_[k]);
      if (leaves == m) return;
      rows_.erase(rows_.begin() + static_cast<std::ptrdiff_t>(leaves));
      mu_.erase(mu_.begin() + static_cast<std::ptrdiff_t>(leaves));
    }
  }

  const RecessionCone& cone_;
  std::span<const char> alive_;
  std::vector<double> target_;
  std::vector<std::vector<double>> rows_;  // those with mu > 0: independent, so at most as many as columns
  std::vector<double> mu_;
};

}  // namespace separation

// A direction along which as many rows as possible rise for ever; none where there is no such direction.
// Where A d1 >= 0 leaves rows with a_i d1 = 0, these may rise along a d2 of their own: then d1 + eps d2 does for both.
inline Recession find_recession(const RecessionCone& cone) {
  Recession result;
  result.rises.assign(cone.size(), 0);
  result.each = cone.each();
  std::vector<char> alive(cone.size(), 1);
  std::vector<double> found, a(cone.columns());
  for (;;) {
    result.decided = separation::Projection(cone, alive).run(found);
    if (!result.decided || found.empty()) return result;
    const double length = std::sqrt(dot(found, found));
    double eps = 1;
    bool rises = false;
    for (std::size_t i = 0; i < cone.size(); ++i) {
      cone.row(i, a);
      const double slope = dot(a, found) / length;
      const double allowed = separation::zero * std::sqrt(dot(a, a));
      if (alive[i] != 0 && slope > allowed) {
        alive[i] = 0;
        result.rises[i] = 1;
        rises = true;
      } else if (result.rises[i] != 0 && slope < 0) {
        eps = std::fmin(eps, dot(a, result.direction) / (-2 * slope));
      }
    }
    result.decided = rises;  // a remainder so short that no row rises along it may be rounding
    if (!rises) return result;
    if (result.direction.empty()) result.direction.assign(found.size(), 0);
    for (std::size_t j = 0; j < found.size(); ++j) result.direction[j] += eps * found[j] / length;
  }
}

}  // namespace mle
