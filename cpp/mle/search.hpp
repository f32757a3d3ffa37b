// The search behind every fit without a closed form: damped Newton on the summed NLL over the free parameters, in the
// logs of the positive ones. Unlike the descents of optimize.hpp, which show a method at work, it only wants the
// minimum: it guards each step and proves where it stops.
#pragma once

#include "mle/likelihood.hpp"
#include "mle/linear.hpp"

namespace mle {

// A model's summed NLL and derivatives: by pointers, so that one compiled search serves all models.
struct Objective {
  std::span<const Parameter> parameters;
  double (*nll_sum)(std::span<const double> y, std::span<const double> theta);
  void (*gradient)(std::span<const double> y, std::span<const double> theta, std::span<double> out);
  void (*curvature)(Curvature, std::span<const double> y, std::span<const double> theta, std::span<double> out);
};

template <Likelihood M>
inline constexpr Objective objective_of = {M::parameters, &nll_sum<M>, &gradient<M>, &curvature<M>};

enum class SearchEnd {
  converged,   // gradient and Newton's step are of the size of their own rounding; the curvature is positive definite
  lower_edge,  // so in the parameters but one, which lies on its lower bound and is pushed there
  upper_edge,  // likewise at largest_shape: the minimum lies at infinity
  stopped,     // no better point was found, or the iterations ran out
};

struct Search {
  std::vector<double> theta;
  double nll = 0;
  SearchEnd end = SearchEnd::stopped;
  int iterations = 0;
};

namespace searching {

inline constexpr int iteration_limit = 200;
inline constexpr double largest_shape = 1e10;   // from here on a shape counts as infinite: the NLL moves by n 1e-20
inline constexpr double rounding = 32 * 2.3e-16;       // of a sum, as a share of its terms
inline constexpr double theta_rounding = 4 * 2.3e-16;  // of a parameter, as a share of itself
inline constexpr double tiny_decrement = 1e-18;  // a step of 1e-9 standard errors
inline constexpr double longest_log_step = 3;
inline constexpr double sufficient = 1e-4;      // share of the predicted fall that a step must bring (Armijo)

class Searcher {
 public:
  Searcher(const Objective& objective, std::span<const double> y, std::span<const double> start,
           std::span<const double> set)
      : objective_(objective), y_(y), set_(set), k_(start.size()), gradient_(k_), terms_(k_), step_(k_),
        curvature_(k_ * k_), rows_(k_ * y.size()) {
    here_.theta.assign(start.begin(), start.end());
    here_.nll = objective.nll_sum(y, start);
  }

  Search run() {
    for (; here_.iterations < iteration_limit; ++here_.iterations) {
      differentiate();
      const bool newton = direction(Curvature::observed);
      if (newton && at_minimum()) {
        here_.end = edge_;
        return here_;
      }
      // Too short a step to show in the NLL's own rounding: the gradient alone guides it.
      const bool blind = newton && decrement_ <= 1e-12 * (std::fabs(here_.nll) + static_cast<double>(y_.size()));
      if (blind) here_ = moved(1);
      else if (!(newton && descend()) && !(direction(Curvature::expected) && descend())) return here_;
    }
    return here_;
  }

 private:
  bool logarithmic(std::size_t j) const { return objective_.parameters[j].positive(); }
  double size(std::size_t j) const { return logarithmic(j) ? 1 : std::fabs(here_.theta[j]); }
  double chain(std::size_t j) const { return logarithmic(j) ? here_.theta[j] : 1; }
  double upper(std::size_t j) const { return objective_.parameters[j].role == Role::shape ? largest_shape : infinity; }

  // Gradient, and the sum of its terms' magnitudes, in the search's coordinates; which parameters move.
  void differentiate() {
    objective_.gradient(y_, here_.theta, rows_);
    free_.clear();
    edge_ = SearchEnd::converged;
    for (std::size_t j = 0; j < k_; ++j) {
      gradient_[j] = terms_[j] = 0;
      for (std::size_t i = j; i < rows_.size(); i += k_) {
        gradient_[j] += rows_[i] * chain(j);
        terms_[j] += std::fabs(rows_[i] * chain(j));
      }
      if (!std::isnan(set_[j])) continue;
      const bool at_lower = here_.theta[j] <= objective_.parameters[j].lower && gradient_[j] > 0;
      const bool at_upper = here_.theta[j] >= upper(j) && gradient_[j] < 0;
      if (at_lower) edge_ = SearchEnd::lower_edge;
      else if (at_upper) edge_ = SearchEnd::upper_edge;
      else free_.push_back(j);
    }
  }

  // The step that minimises the local quadratic; false where it has no minimum.
  bool direction(Curvature kind) {
    objective_.curvature(kind, y_, here_.theta, curvature_);
    const std::size_t m = free_.size();
    std::vector<double> matrix(m * m), solution(m);
    reach_.assign(m, 0);
    allowance_ = 0;
    for (std::size_t a = 0; a < m; ++a) {
      for (std::size_t b = 0; b < m; ++b) {
        double& entry = matrix[a * m + b];
        entry = curvature_[free_[a] * k_ + free_[b]] * chain(free_[a]) * chain(free_[b]);
        if (a == b && kind == Curvature::observed && logarithmic(free_[a]))
          entry += gradient_[free_[a]];  // d^2 / d(log theta)^2 = theta^2 f'' + theta f'
        reach_[a] += std::fabs(entry) * size(free_[b]);
        const double step = theta_rounding * size(free_[a]);
        if (a == b) allowance_ += entry * step * step;
      }
      solution[a] = -gradient_[free_[a]];
    }
    if (solve_symmetric(matrix, solution) != Solution::positive) return false;
    decrement_ = 0;
    double shorten = 1;
    step_.assign(k_, 0);
    for (std::size_t a = 0; a < m; ++a) {
      step_[free_[a]] = solution[a];
      decrement_ -= gradient_[free_[a]] * solution[a];
      if (logarithmic(free_[a]) && std::fabs(solution[a]) * shorten > longest_log_step)
        shorten = longest_log_step / std::fabs(solution[a]);
    }
    for (double& part : step_) part *= shorten;
    return true;
  }

  // Whether the gradient is rounding, its own terms' or that of theta, and the fall still to come tiny.
  bool at_minimum() const {
    for (std::size_t a = 0; a < free_.size(); ++a)
      if (std::fabs(gradient_[free_[a]]) > rounding * terms_[free_[a]] + theta_rounding * reach_[a])
        return false;
    return decrement_ <= tiny_decrement + allowance_;
  }

  Search moved(double share) const {
    Search next = here_;
    for (std::size_t j : free_) {
      const double by = share * step_[j];
      const double value = logarithmic(j) ? here_.theta[j] * exp(by) : here_.theta[j] + by;
      next.theta[j] = std::fmin(std::fmax(value, objective_.parameters[j].lower), upper(j));
    }
    next.nll = objective_.nll_sum(y_, next.theta);
    return next;
  }

  // Halves the step until the NLL falls enough; false if it never does.
  bool descend() {
    for (double share = 1; share > 1e-12; share *= 0.5) {
      Search next = moved(share);
      double predicted = 0;  // of the move made: an edge may have cut it
      for (std::size_t j : free_)
        predicted += gradient_[j] * (logarithmic(j) ? log(next.theta[j] / here_.theta[j])
                                                    : next.theta[j] - here_.theta[j]);
      if (predicted < 0 && next.nll <= here_.nll + sufficient * predicted) {
        here_ = next;
        return true;
      }
    }
    return false;
  }

  const Objective& objective_;
  std::span<const double> y_, set_;
  std::size_t k_;
  std::vector<double> gradient_, terms_, step_, curvature_, rows_;
  std::vector<double> reach_;  // how far a change of every free theta by its own size would move the gradient
  std::vector<std::size_t> free_;
  double decrement_ = 0, allowance_ = 0;  // twice the fall that Newton's step predicts; that of theta's rounding
  SearchEnd edge_ = SearchEnd::converged;
  Search here_;
};

}  // namespace searching

// Minimises the summed NLL of y from `start`, a point of the domain with a finite NLL. set: one entry for each
// parameter, NaN where it is free; start holds the set values. y and the scales should be near 1: that is the
// caller's part.
inline Search search(const Objective& objective, std::span<const double> y, std::span<const double> start,
                     std::span<const double> set) {
  return searching::Searcher(objective, y, start, set).run();
}

}  // namespace mle
