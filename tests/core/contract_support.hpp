// Trials and expectations for any model of the list, made from its parameter table alone: a new model is
// tested without an edit here.
#pragma once

#include <algorithm>
#include <functional>

#include "support.hpp"

struct Trial {
  const mle::Model& model;
  Values theta;
  Values y;
};

// Parameter vectors: the start, and some from the slider ranges.
inline std::vector<Values> thetas_of(const mle::Model& model) {
  const std::size_t k = model.vector() ? 4 : model.parameters.size();
  const auto parameter = [&](std::size_t j) { return model.parameters[model.vector() ? 0 : j]; };
  std::vector<Values> thetas(1);
  for (std::size_t j = 0; j < k; ++j) thetas[0].push_back(parameter(j).start);
  mle::Random random(7);
  for (int repeat = 0; repeat < 6; ++repeat) {
    Values theta;
    for (std::size_t j = 0; j < k; ++j) {
      const mle::Parameter range = parameter(j);
      theta.push_back(range.slider_min + (range.slider_max - range.slider_min) * random.uniform());
    }
    thetas.push_back(theta);
  }
  return thetas;
}

inline std::vector<Trial> trials() {
  std::vector<Trial> all;
  for (const mle::Model& model : mle::models) {
    std::uint64_t seed = 1;
    for (const Values& theta : thetas_of(model)) {
      INFO(std::string(model.name));
      all.push_back({model, theta, sample(model, theta, 37, seed++)});
    }
  }
  return all;
}

// The integral of f over [a, b] by adaptive Simpson's rule.
inline double integrate(const std::function<double(double)>& f, double a, double b, double fa, double fm, double fb,
                        double tolerance, int depth) {
  const double m = 0.5 * (a + b), h = b - a;
  const double fl = f(0.5 * (a + m)), fr = f(0.5 * (m + b));
  const double coarse = h / 6 * (fa + 4 * fm + fb);
  const double fine = h / 12 * (fa + 4 * fl + 2 * fm + 4 * fr + fb);
  if (depth == 0 || std::fabs(fine - coarse) < tolerance) return fine + (fine - coarse) / 15;
  return integrate(f, a, m, fa, fl, fm, tolerance / 2, depth - 1) +
         integrate(f, m, b, fm, fr, fb, tolerance / 2, depth - 1);
}

// E f(Y) under the model: a sum over all y of a discrete model, an integral of a continuous one, over the line or, in
// log y (a gamma density may be infinite at 0), over the half line.
inline double expectation(const mle::Model& model, const Values& theta, const std::function<double(double)>& f) {
  const auto density_at = [&](double y) {
    double density;
    model.evaluate(mle::Quantity::density, {&y, 1}, theta, {&density, 1});
    return density;
  };
  const auto weighted = [&](double y) {
    const double density = density_at(y);
    return density == 0 ? 0 : density * f(y);
  };
  double total = 0;
  if (mle::is_discrete(model.observation)) {
    const int values = model.observation == mle::Observation::binary        ? 2
                       : model.observation == mle::Observation::class_index ? static_cast<int>(theta.size())
                                                                            : 20000;
    // Past the bulk of a count: the slider ranges leave no other mass below 1e-20.
    for (int y = 0; y < values && (y < 20 || density_at(y) > 1e-20); ++y) total += weighted(y);
    return total;
  }
  const bool half_line = model.observation != mle::Observation::real;
  const auto on_line = [&](double x) {
    if (!half_line) return weighted(x);
    const double y = std::exp(x);
    return y == 0 || std::isinf(y) ? 0 : y * weighted(y);
  };
  // y = t / (1 - t^2) maps (-1, 1) to the line.
  const auto mapped = [&](double t) {
    const double rest = 1 - t * t;
    return rest <= 0 ? 0 : on_line(t / rest) * (1 + t * t) / (rest * rest);
  };
  constexpr int panels = 256;
  double size = 0;  // about the integral of |f|: what the tolerance is a share of
  for (int i = 0; i < panels; ++i) size += std::fabs(mapped(-1 + (2.0 * i + 1) / panels)) * 2 / panels;
  const double tolerance = 1e-12 * std::fmax(1, size);
  for (int i = 0; i < panels; ++i) {
    const double a = -1 + 2.0 * i / panels, b = -1 + 2.0 * (i + 1) / panels;
    total += integrate(mapped, a, b, mapped(a), mapped(0.5 * (a + b)), mapped(b), tolerance, 30);
  }
  return total;
}

// visit(model, make) for every continuous model that has a cdf; make(theta) is the model at theta.
template <class Visit>
void each_cdf(Visit visit) {
  const auto one = [&]<class M>(M*) {
    if constexpr (requires(const M model, double y) { model.cdf(y); })
      if (!mle::is_discrete(M::observation))
        visit(model_named(M::name), [](const Values& theta) { return M(std::span<const double>(theta)); });
  };
  [&]<class... M>(std::tuple<M...>*) { (one(static_cast<M*>(nullptr)), ...); }(static_cast<mle::Likelihoods*>(nullptr));
}

inline bool has_cdf(const mle::Model& model) {
  bool found = false;
  each_cdf([&](const mle::Model& other, const auto&) { found = found || &other == &model; });
  return found;
}
