// The golden points of a noise model, for its rows and its kernel's.
#pragma once

#include "accuracy.hpp"
#include "golden/models_golden.hpp"
#include "mle/mle.hpp"

namespace accuracy {

using Vector = std::vector<double>;

// y or p, and theta.
template <class Entry>
Vector theta_of(const Entry& entry) {
  return {entry.theta, entry.theta + entry.parameters};
}
inline Vector arguments_of_point(double first, Vector theta) {
  theta.insert(theta.begin(), first);
  return theta;
}

// The entries of a table that are the model's.
template <class Entry, std::size_t n>
std::vector<Entry> of_model(const std::string& model, const Entry (&table)[n]) {
  std::vector<Entry> entries;
  for (const Entry& entry : table)
    if (model == entry.model) entries.push_back(entry);
  return entries;
}

// "gaussian(y, mu, sigma)"; of the categorical model with three classes "categorical(y, z0, z1, z2)".
inline std::string call_of(const mle::Model& model, const char* first) {
  std::string call = std::string(model.name) + "(" + first;
  if (model.vector()) return call + ", z0, z1, z2)";
  for (const mle::Parameter& parameter : model.parameters) call += std::string(", ") + parameter.name;
  return call + ")";
}

inline double ulps_of_size(double got, double want, double size) {
  return got == want ? 0 : in_ulps(std::fabs(got - want), size);
}

// The derivative in theta[j]: gradients(points) gives that of every point.
template <class Gradients>
Row score_row(const mle::Model& model, std::size_t j, Gradients gradients) {
  struct Slope {
    models_golden::Point at;
    double got;
  };
  std::vector<models_golden::Point> points;
  for (const models_golden::Point& at : of_model(model.name, models_golden::points))
    if (at.score[j] == at.score[j]) points.push_back(at);
  const std::vector<Vector> got = gradients(points);
  std::vector<Slope> slopes;
  for (std::size_t i = 0; i < points.size(); ++i) slopes.push_back({points[i], got[i][j]});
  const std::string in = model.vector() ? "z" + std::to_string(j) : model.parameters[j].name;
  return row(call_of(model, "y") + " in " + in, slopes, "ulp", 4,
             [](const Slope& slope) { return arguments_of_point(slope.at.y, theta_of(slope.at)); },
             [=](const Slope& slope) {
               return ulps_of_size(slope.got, slope.at.score[j], slope.at.score_size[j]);
             });
}

}  // namespace accuracy
