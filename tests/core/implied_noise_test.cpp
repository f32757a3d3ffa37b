// The way back from a loss to its noise: against closed forms, the densities of the models and sums over a fine grid.
#include "mle/implied_noise.hpp"
#include "support.hpp"

using mle::BentLoss;
using mle::NamedLoss;

namespace {

double log_z(NamedLoss loss, double shape = 1) { return mle::named_loss_log_normaliser(loss, shape); }

// The integral of e^-loss by Simpson's rule between multiples of 1/4, where the losses below may bend.
template <class Loss>
double integral(const Loss& loss, double from, double to) {
  double sum = 0;
  const int steps = 64;
  for (double a = from; a < to; a += 0.25) {
    const double h = 0.25 / steps;
    for (int i = 0; i <= steps; ++i)
      sum += h / 3 * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * std::exp(-loss(a + i * h));
  }
  return sum;
}

}  // namespace

TEST_CASE("named losses: Z in closed form") {
  const double pi = std::acos(-1.0);
  CHECK(near(log_z(NamedLoss::squared), 0.5 * std::log(pi), 1e-15));
  CHECK(near(log_z(NamedLoss::absolute), std::log(2.0), 1e-15));
  for (double tau : {0.05, 0.5, 0.9}) CHECK(near(log_z(NamedLoss::pinball, tau), std::log(1 / tau + 1 / (1 - tau)), 1e-15));
  for (double k : {0.2, 1.0, 3.0}) {
    const double z = std::sqrt(2 * pi) * std::erf(k / std::sqrt(2.0)) + 2 * std::exp(-k * k / 2) / k;
    CHECK(near(log_z(NamedLoss::huber, k), std::log(z), 1e-15));
  }
  CHECK(log_z(NamedLoss::clipped, 4) == mle::infinity);
  CHECK(log_z(NamedLoss::tukey, 4) == mle::infinity);
}

TEST_CASE("named losses: their values, and Z as the area under e^-loss") {
  CHECK(mle::named_loss(NamedLoss::squared, 0, -3) == 9);
  CHECK(mle::named_loss(NamedLoss::absolute, 0, -3) == 3);
  CHECK(mle::named_loss(NamedLoss::huber, 1, -3) == 2.5);
  CHECK(mle::named_loss(NamedLoss::huber, 1, 0.5) == 0.125);
  CHECK(near(mle::named_loss(NamedLoss::pinball, 0.9, 2), 1.8, 1e-15));
  CHECK(near(mle::named_loss(NamedLoss::pinball, 0.9, -2), 0.2, 1e-15));
  CHECK(mle::named_loss(NamedLoss::clipped, 4, -3) == 4);
  CHECK(mle::named_loss(NamedLoss::clipped, 4, 1.5) == 2.25);
  CHECK(near(mle::named_loss(NamedLoss::tukey, 3, 5), 1.5, 1e-15));
  CHECK(near(mle::named_loss(NamedLoss::tukey, 2, 1), 4.0 / 6 * (1 - 27.0 / 64), 1e-15));
  for (NamedLoss loss : {NamedLoss::squared, NamedLoss::absolute, NamedLoss::huber, NamedLoss::pinball}) {
    const double shape = loss == NamedLoss::pinball ? 0.25 : 1.5;
    const double area = integral([=](double r) { return mle::named_loss(loss, shape, r); }, -160, 160);
    CHECK(near(std::exp(log_z(loss, shape)), area, 1e-9));
  }
}

TEST_CASE("a bent loss: the straight pieces' areas, and no Z unless both ends rise") {
  const Values x = {-1, 0, 1}, v = {1, 0, 1};
  CHECK(near(BentLoss{x, v}.log_normaliser(), std::log(2.0), 1e-15));  // |r|
  const Values knots = {-3, -2, -1, 0, 1, 2, 3}, values = {4, 1, 1, 0.25, 0.2500001, 3, 5.5};
  const BentLoss bent{knots, values};
  CHECK(near(std::exp(bent.log_normaliser()), integral(bent, -40, 40), 1e-9));
  CHECK(bent(-4) == 7);
  CHECK(bent(2.5) == 4.25);
  // One added to the loss divides Z by e: constants are part of no noise.
  Values raised = values;
  for (double& value : raised) value += 1000;
  CHECK(near(BentLoss{knots, raised}.log_normaliser(), bent.log_normaliser() - 1000, 1e-15));
  for (const Values& ends : {Values{1, 0, 0}, Values{0, 0, 1}, Values{-1, 0, 1}, Values{1, 0, -1}})
    CHECK(BentLoss{x, ends}.log_normaliser() == mle::infinity);
}

TEST_CASE("a bent loss through many points of r^2 / 2 nears the Gaussian") {
  Values x, v;
  for (int i = -4000; i <= 4000; ++i) {
    x.push_back(i / 400.0);
    v.push_back(0.5 * x.back() * x.back());
  }
  CHECK(near(BentLoss{x, v}.log_normaliser(), mle::half_log_two_pi, 1e-6));
}

TEST_CASE("hinge loss: Z depends on the prediction") {
  CHECK(near(mle::hinge_normaliser(0), 2 / std::exp(1.0), 1e-15));
  CHECK(near(mle::hinge_normaliser(1), 1 + std::exp(-2.0), 1e-15));
  CHECK(mle::hinge_normaliser(-1) == mle::hinge_normaliser(1));
  CHECK(mle::hinge_loss(1, 0.25) == 0.75);
  CHECK(mle::hinge_loss(-1, 0.25) == 1.25);
  CHECK(mle::hinge_loss(1, 3) == 0);
}

TEST_CASE("what breaks a rule is named") {
  CHECK(std::string(mle::check_named_loss(NamedLoss::huber, 0).argument) == "shape");
  CHECK(!mle::check_named_loss(NamedLoss::pinball, 1).ok());
  CHECK(!mle::check_named_loss(NamedLoss::tukey, std::nan("")).ok());
  CHECK(mle::check_named_loss(NamedLoss::squared, 0).ok());
  const Values one = {0}, two = {0, 1}, falling = {1, 0}, bad = {0, std::nan("")};
  CHECK(std::string(BentLoss{one, one}.check().argument) == "x");
  CHECK(std::string(BentLoss{two, one}.check().argument) == "values");
  CHECK(std::string(BentLoss{falling, two}.check().argument) == "x");
  CHECK(std::string(BentLoss{two, bad}.check().argument) == "values");
  CHECK(BentLoss{two, falling}.check().ok());
}
