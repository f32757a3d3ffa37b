// The accuracy tables of the noise models: a row for each model of the list, and parameter.
#include "accuracy_points.hpp"

namespace accuracy {

namespace {

// Of one observation, as `evaluate` and as the sum of one have it.
Row nll_row(const mle::Model& model) {
  return row(call_of(model, "y"), of_model(model.name, models_golden::points), "ulp", 4,
             [](const models_golden::Point& at) { return arguments_of_point(at.y, theta_of(at)); },
             [&](const models_golden::Point& at) {
               const Vector theta = theta_of(at);
               double alone = 0;
               model.evaluate(mle::Quantity::nll, {&at.y, 1}, theta, {&alone, 1});
               return std::fmax(ulps_of_size(alone, at.nll, at.nll_size),
                                ulps_of_size(model.nll_sum({&at.y, 1}, theta), at.nll, at.nll_size));
             });
}

void add_scores(std::vector<Row>& rows, const mle::Model& model) {
  const std::size_t parameters = model.vector() ? 3 : model.parameters.size();
  for (std::size_t j = 0; j < parameters; ++j) {
    rows.push_back(score_row(model, j, [&](const std::vector<models_golden::Point>& points) {
      std::vector<Vector> slopes;
      for (const models_golden::Point& at : points) {
        slopes.emplace_back(parameters);
        model.gradient({&at.y, 1}, theta_of(at), slopes.back());
      }
      return slopes;
    }));
  }
}

// Relative to `size`; infinite where the call was refused.
double relative(const mle::Status& status, double got, double want, double size) {
  return !status.ok() ? mle::infinity : got == want ? 0 : std::fabs(got - want) / size;
}

Row cdf_row(const mle::Model& model) {
  return row(call_of(model, "y"), of_model(model.name, models_golden::probabilities), "relative", 1e-13,
             [](const models_golden::Probability& at) { return arguments_of_point(at.y, theta_of(at)); },
             [&](const models_golden::Probability& at) {
               double got = 0;
               const mle::Status status = model.cdf({&at.y, 1}, theta_of(at), {&got, 1});
               return relative(status, got, at.p, at.p);
             });
}

Row quantile_row(const mle::Model& model) {
  return row(call_of(model, "p"), of_model(model.name, models_golden::quantiles), "relative", 1e-13,
             [](const models_golden::Quantile& at) { return arguments_of_point(at.p, theta_of(at)); },
             [&](const models_golden::Quantile& at) {
               double got = 0;
               const mle::Status status = model.quantile({&at.p, 1}, theta_of(at), {&got, 1});
               return relative(status, got, at.y, at.size);
             });
}

}  // namespace

std::vector<Section> model_sections() {
  Section nll = {"Models: -log p(y | theta)",
                 "ulp: of the value and what a relative change of each argument makes of it (the condition number times the\n"
                 "value); where terms cancel, of the sum of their magnitudes instead of the value. For a location model the\n"
                 "argument is the distance from mu, for logits that from the largest.\n", {}};
  Section score = {"Models: the derivatives of -log p",
                   "ulp: of the value and what a relative change of each argument makes of it, or of 1e-290 where they are\n"
                   "smaller. There is no point at a kink, nor where the reference, a numerical derivative of 240 digits, has too few.\n",
                   {}};
  Section cdf = {"Models: the distribution function", "", {}};
  Section quantile = {"Models: the quantile",
                      "Relative to the value; where mu cancels, to the sum of mu and the distance from it, both positive.\n", {}};
  for (const mle::Model& model : mle::models) {
    nll.rows.push_back(nll_row(model));
    add_scores(score.rows, model);
    // Of binary observations both are one comparison.
    if (!model.has_distribution() || model.observation == mle::Observation::binary) continue;
    cdf.rows.push_back(cdf_row(model));
    quantile.rows.push_back(quantile_row(model));
  }
  return {nll, score, cdf, quantile};
}

}  // namespace accuracy
