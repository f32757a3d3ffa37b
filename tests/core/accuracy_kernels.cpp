// The accuracy tables of the batch kernels.
#include "accuracy_points.hpp"
#include "kernel_sums.hpp"

namespace accuracy {

namespace {

namespace kernels = mle::kernels;

// The worse of the scalar and the SIMD sum.
std::vector<Row> sum_rows() {
  std::vector<Row> rows;
  const auto scalar = kernel_sums::sums<double>(), pairs = kernel_sums::sums<kernels::Pair>();
  for (std::size_t i = 0; i < scalar.size(); ++i) {
    const kernel_sums::Sum& sum = scalar[i];
    const double worst = std::fmax(std::fabs(sum.got - sum.want), std::fabs(pairs[i].got - sum.want));
    rows.push_back({sum.kernel, sum.domain, kernel_sums::row_count, worst / std::fabs(sum.want), "relative", sum.limit, ""});
  }
  return rows;
}

// What a kernel predicts is the model's first parameter, or its logits; all points are rows of one batch.
void add_gradients(std::vector<Row>& rows, kernels::BatchIndex index) {
  const mle::Model& model = *mle::find_model(kernels::batches[index].model);
  const std::size_t predictions = model.vector() ? 3 : 1;
  for (std::size_t j = 0; j < predictions; ++j) {
    rows.push_back(score_row(model, j, [&](const std::vector<models_golden::Point>& points) {
      Vector y, predicted, sigma;
      for (const models_golden::Point& at : points) {
        y.push_back(at.y);
        predicted.insert(predicted.end(), at.theta, at.theta + predictions);
        if (index == kernels::batch_gaussian) sigma.push_back(at.theta[1]);
      }
      Vector out(predicted.size());
      const mle::Status status = kernels::nll_gradient(
          index, {kernels::examine(y), kernels::examine(predicted), kernels::examine(sigma)}, out);
      std::vector<Vector> slopes;
      for (std::size_t i = 0; i < points.size(); ++i) {
        const auto first = out.begin() + static_cast<std::ptrdiff_t>(i * predictions);
        slopes.emplace_back(first, first + static_cast<std::ptrdiff_t>(predictions));
        if (!status.ok()) slopes.back()[j] = std::numeric_limits<double>::quiet_NaN();
      }
      return slopes;
    }));
  }
}

}  // namespace

std::vector<Section> kernel_sections() {
  Section gradients = {"Batch kernels: gradients in what is predicted", "ulp: as for the models.\n", {}};
  for (kernels::BatchIndex index : {kernels::batch_bernoulli, kernels::batch_bernoulli_logit, kernels::batch_categorical,
                                    kernels::batch_gaussian, kernels::batch_poisson})
    add_gradients(gradients.rows, index);
  return {{"Batch kernels: sums of NLL",
           "Points: the rows of the sum. The worse of the scalar and the SIMD kernel; relative to the sum.\n", sum_rows()},
          gradients};
}

}  // namespace accuracy
