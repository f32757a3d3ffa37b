// Options of the NLL: how rows are put together, the unit, and what classifiers do to their cross-entropy. With
// smoothing, clipping or class weights the number is no longer the negative log-likelihood of the observed data.
#pragma once

#include "mle/clipping.hpp"
#include "mle/model.hpp"

namespace mle {

enum class Reduction { none, sum, mean };
inline constexpr const char* reduction_names[] = {"none", "sum", "mean"};

enum class Unit { nats, bits };
inline constexpr const char* unit_names[] = {"nats", "bits"};

// With p_k the probability of class k of K, w_k its weight (1 where none are given) and y the class of a row:
//   clip:       p_k replaced by min(max(p_k, clip), 1 - clip), 0 <= clip < 1/2
//   smoothing:  q_k = (1 - smoothing) [k = y] + smoothing / K, mixed with uniform, 0 <= smoothing <= 1
//   row loss:   -sum_k w_k q_k log p_k
//   reduction:  none, one value a row; sum; mean, the sum divided by n, or with weights by sum_i w_(y_i)
//   unit:       bits are nats / log 2
// So does PyTorch's CrossEntropyLoss (weight, label_smoothing; it has no clip).
struct NllOptions {
  Reduction reduction = Reduction::sum;
  Unit unit = Unit::nats;
  double smoothing = 0;
  double clip = 0;
  std::span<const double> class_weights = {};  // one for each class, from 0; empty: all 1
};

namespace nll_option {

// How many classes the observations of a model may be in; 0 for a model without classes.
inline std::size_t classes_of(const Model& model, std::span<const double> theta) {
  if (model.observation == Observation::class_index) return theta.size();
  return model.observation == Observation::binary ? 2 : 0;
}

inline bool of_classes(const NllOptions& options) {
  return options.smoothing != 0 || options.clip != 0 || !options.class_weights.empty();
}

inline Status check(const NllOptions& options, std::size_t classes) {
  const double weights = static_cast<double>(options.class_weights.size());
  if (!(options.smoothing >= 0 && options.smoothing <= 1))
    return Status::invalid("smoothing", "must be from 0 to 1", options.smoothing);
  if (!(options.clip >= 0 && options.clip < 0.5))
    return Status::invalid("clip", "must be from 0, below 0.5", options.clip);
  if (classes == 0) {
    if (options.smoothing != 0)
      return Status::invalid("smoothing", "must be 0 for a model without classes", options.smoothing);
    if (options.clip != 0) return Status::invalid("clip", "must be 0 for a model without classes", options.clip);
    if (weights != 0) return Status::invalid("class_weights", "must be empty for a model without classes", weights);
  }
  if (weights != 0 && options.class_weights.size() != classes)
    return Status::invalid("class_weights", "must hold one weight for each class", weights);
  for (double w : options.class_weights)
    if (!(w >= 0 && w < infinity))
      return Status::invalid("class_weights", "must hold only finite numbers from 0", w);
  return {};
}

// weight * loss, where a weight of 0 silences an infinite loss.
inline double weighted(double weight, double loss) { return weight == 0 ? 0 : weight * loss; }

// The row loss for each class that y may be.
inline std::vector<double> losses(const Model& model, std::span<const double> theta, const NllOptions& options,
                                  std::size_t classes) {
  const auto weight = [&](std::size_t k) { return options.class_weights.empty() ? 1 : options.class_weights[k]; };
  std::vector<double> observed(classes), out(classes);
  for (std::size_t k = 0; k < classes; ++k) observed[k] = static_cast<double>(k);
  model.evaluate(Quantity::nll, observed, theta, out);
  double uniform = 0;  // the part that every row has in common
  for (std::size_t k = 0; k < classes; ++k) {
    out[k] = clipped_loss(out[k], options.clip);
    uniform += weighted(weight(k) * options.smoothing / static_cast<double>(classes), out[k]);
  }
  for (std::size_t k = 0; k < classes; ++k) out[k] = weighted(weight(k) * (1 - options.smoothing), out[k]) + uniform;
  return out;
}

}  // namespace nll_option

// The NLL of y with options. out.size(): y.size() for reduction none, else 1. Every option off: exactly nll_sum.
// A status names the option that breaks its rule; smoothing, clip and class weights are for the models of classes
// (bernoulli, bernoulli-logit, categorical). +infinity is a legal value, NaN never comes out.
inline Status nll(const Model& model, std::span<const double> y, std::span<const double> theta,
                  const NllOptions& options, std::span<double> out) {
  Status status = model.check(y, theta);
  const std::size_t classes = nll_option::classes_of(model, theta);
  if (status.ok()) status = nll_option::check(options, classes);
  if (!status.ok()) return status;

  double divisor = static_cast<double>(y.size());
  if (nll_option::of_classes(options)) {
    const std::vector<double> losses = nll_option::losses(model, theta, options, classes);
    std::vector<double> counts(classes);  // equal rows have equal losses: counted, not added up
    for (std::size_t i = 0; i < y.size(); ++i) {
      const auto k = static_cast<std::size_t>(y[i]);
      counts[k] += 1;
      if (options.reduction == Reduction::none) out[i] = losses[k];
    }
    if (options.reduction != Reduction::none) {
      out[0] = 0;
      for (std::size_t k = 0; k < classes; ++k) out[0] += nll_option::weighted(counts[k], losses[k]);
    }
    if (!options.class_weights.empty()) {
      divisor = 0;
      for (std::size_t k = 0; k < classes; ++k) divisor += counts[k] * options.class_weights[k];
      if (options.reduction == Reduction::mean && divisor == 0)
        return Status::invalid("class_weights", "must give some row a weight above 0 for a mean", 0);
    }
  } else if (options.reduction == Reduction::none) {
    model.evaluate(Quantity::nll, y, theta, out);
  } else {
    out[0] = model.nll_sum(y, theta);
  }
  if (options.reduction == Reduction::mean) out[0] /= divisor;
  if (options.unit == Unit::bits)
    for (double& value : out) value = to_bits(value);
  for (double value : out)
    if (value != value) return Status::overflow("class_weights", "lead to values beyond double precision");
  return {};
}

}  // namespace mle
