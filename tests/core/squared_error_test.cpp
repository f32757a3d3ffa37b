// Squared error of a probability given by its logit.
#include "support.hpp"

namespace {

struct Both {
  double loss, gradient;
};

Both brier(double y, double z) {
  Values loss(1), gradient(1);
  mle::squared_error_logit(y, Values{z}, loss, gradient);
  return {loss[0], gradient[0]};
}

}  // namespace

TEST_CASE("squared error through a sigmoid, to the last digits in both tails (mpmath, 40 digits)") {
  struct Row {
    double z, loss_one, gradient_one, loss_zero, gradient_zero;
  };
  const Row rows[] = {
      {-40, 0.999999999999999992, -8.49670851058317788e-18, 1.80485138784541516e-35, 3.6097027756908303e-35},
      {-10, 0.999909206323561614, -0.0000907874937260648667, 2.06096648272347233e-9, 4.12174583847537907e-9},
      {-5, 0.98665909240492499, -0.0132071244371127179, 0.0000447942534947006454, 0.0000889889044675919761},
      {0, 0.25, -0.25, 0.25, 0.25},
      {0.5, 0.142536956596550946, -0.177446917349273749, 0.387455619000260076, 0.29256050705391523},
      {40, 1.80485138784541516e-35, -3.6097027756908303e-35, 0.999999999999999992, 8.49670851058317788e-18},
  };
  for (const Row& row : rows) {
    INFO("z = ", row.z);
    CHECK(ulps(brier(1, row.z).loss, row.loss_one) <= 8);
    CHECK(ulps(brier(1, row.z).gradient, row.gradient_one) <= 8);
    CHECK(ulps(brier(0, row.z).loss, row.loss_zero) <= 8);
    CHECK(ulps(brier(0, row.z).gradient, row.gradient_zero) <= 8);
  }
}

TEST_CASE("its gradient is the slope of its loss, pulls towards the label, and dies at both ends") {
  for (double y : {0.0, 1.0}) {
    for (double z = -8; z <= 8; z += 0.25) {
      const double h = 1e-5;
      const double slope = (brier(y, z + h).loss - brier(y, z - h).loss) / (2 * h);
      CHECK(near(brier(y, z).gradient, slope, 1e-9));
      CHECK((y == 1 ? -1 : 1) * brier(y, z).gradient > 0);
    }
    CHECK(brier(y, -1000).gradient == 0);
    CHECK(brier(y, 1000).gradient == 0);
    CHECK(brier(y, y == 1 ? -1000 : 1000).loss == 1);
  }
}
