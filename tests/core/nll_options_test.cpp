// Options of the NLL, against the formulas of PyTorch's documentation written out with the C library's logarithm.
#include "mle/nll_options.hpp"
#include "support.hpp"

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

Values nll(const char* name, const Values& y, const Values& theta, const mle::NllOptions& options) {
  Values out(options.reduction == mle::Reduction::none ? y.size() : 1, nothing);
  REQUIRE(mle::nll(model_named(name), y, theta, options, out).ok());
  return out;
}

mle::Status refused(const char* name, const Values& y, const Values& theta, const mle::NllOptions& options) {
  Values out(y.size());
  return mle::nll(model_named(name), y, theta, options, out);
}

const Values z = {0.3, -1.2, 2.0};
const Values classes = {0, 2, 2, 1};

// log-softmax, from its definition
double log_p(std::size_t k) { return z[k] - std::log(std::exp(z[0]) + std::exp(z[1]) + std::exp(z[2])); }

}  // namespace

TEST_CASE("without options the NLL is nll_sum, its mean, or a value a row") {
  const Values y = {1, -2, 0.5}, theta = {0.3, 2};
  const mle::Model& model = model_named("gaussian");
  CHECK(nll("gaussian", y, theta, {})[0] == model.nll_sum(y, theta));
  CHECK(nll("gaussian", y, theta, {mle::Reduction::mean})[0] == model.nll_sum(y, theta) / 3);
  CHECK(nll("gaussian", y, theta, {mle::Reduction::none}) == evaluate(model, mle::Quantity::nll, y, theta));
  CHECK(near(nll("gaussian", y, theta, {mle::Reduction::sum, mle::Unit::bits})[0] * std::log(2.0),
             model.nll_sum(y, theta), 1e-15));
  CHECK(nll("bernoulli", {1, 0}, {0.5}, {mle::Reduction::none, mle::Unit::bits}) == Values{1, 1});
  CHECK(nll("bernoulli", {1}, {0}, {})[0] == mle::infinity);
}

TEST_CASE("label smoothing mixes with uniform") {
  // The least loss is the entropy of the smoothed label: 0.199 of two classes and 0.500 of ten, at 0.1.
  const double two = -0.95 * std::log(0.95) - 0.05 * std::log(0.05);
  const double ten = -0.91 * std::log(0.91) - 9 * 0.01 * std::log(0.01);
  mle::NllOptions options;
  options.smoothing = 0.1;
  CHECK(near(nll("bernoulli", {1}, {0.95}, options)[0], two, 1e-15));
  CHECK(near(two, 0.199, 1e-3));
  CHECK(near(nll("bernoulli-logit", {0}, {-std::log(19.0)}, options)[0], two, 1e-15));
  Values logits(10, 0.0);
  logits[3] = std::log(91.0);
  CHECK(near(nll("categorical", {3}, logits, options)[0], ten, 1e-15));
  CHECK(near(ten, 0.500, 1e-3));
  // torch.nn.CrossEntropyLoss(label_smoothing=0.1)
  const double uniform = -(log_p(0) + log_p(1) + log_p(2)) / 3;
  CHECK(near(nll("categorical", {2}, z, options)[0], 0.9 * -log_p(2) + 0.1 * uniform, 1e-15));
  options.smoothing = 1;  // all uniform: y does not matter, and no 0 times infinity comes from it
  CHECK(nll("bernoulli", {1}, {0.25}, options) == nll("bernoulli", {0}, {0.25}, options));
  CHECK(nll("bernoulli", {1}, {1}, options)[0] == mle::infinity);
}

TEST_CASE("clipping caps the loss at -log eps and floors it at -log(1 - eps)") {
  mle::NllOptions options;
  options.clip = 1e-8;
  CHECK(near(nll("bernoulli", {1}, {0}, options)[0], 8 * std::log(10.0), 1e-15));  // 18.42
  CHECK(near(nll("bernoulli-logit", {1}, {-50}, options)[0], 8 * std::log(10.0), 1e-15));
  CHECK(near(nll("categorical", {0}, {-50, 0, 0}, options)[0], 8 * std::log(10.0), 1e-15));
  CHECK(ulps(nll("bernoulli-logit", {1}, {50}, options)[0], -std::log1p(-1e-8)) <= 2);
  // What is not clipped keeps every digit: the loss at a logit of 10 is e^-10, less its square.
  CHECK(nll("bernoulli-logit", {1}, {10}, options) == nll("bernoulli-logit", {1}, {10}, {}));
  options.clip = 1e-300;
  CHECK(nll("bernoulli-logit", {1}, {-650}, options)[0] == 650);
  for (double p : {0.0, 1e-9, 0.3, 1.0})
    for (double y : {0.0, 1.0}) {
      options.clip = 0.01;
      CHECK(nll("bernoulli", {y}, {p}, options)[0] == mle::bernoulli_clipped(y, p, 0.01).nll);
    }
}

TEST_CASE("class weights, and the mean they give") {
  const Values weights = {3, 1, 0.5};
  mle::NllOptions options;
  options.class_weights = weights;
  const double sum = 3 * -log_p(0) + 2 * 0.5 * -log_p(2) + 1 * -log_p(1);
  CHECK(near(nll("categorical", classes, z, options)[0], sum, 1e-14));
  options.reduction = mle::Reduction::mean;
  CHECK(near(nll("categorical", classes, z, options)[0], sum / (3 + 0.5 + 0.5 + 1), 1e-14));
  options.reduction = mle::Reduction::none;
  CHECK(near(nll("categorical", classes, z, options)[1], 0.5 * -log_p(2), 1e-14));
  // With smoothing: torch.nn.CrossEntropyLoss(weight, label_smoothing) divides both parts by the rows' own weights.
  options.smoothing = 0.3;
  options.reduction = mle::Reduction::mean;
  const double uniform = 0.3 / 3 * -(3 * log_p(0) + 1 * log_p(1) + 0.5 * log_p(2));
  CHECK(near(nll("categorical", classes, z, options)[0], (0.7 * sum + 4 * uniform) / 5, 1e-14));
  // A weight of 0 silences a loss that is infinite.
  const Values one_sided = {1, 0};
  options = {};
  options.class_weights = one_sided;
  CHECK(nll("bernoulli", {1, 0}, {0}, options)[0] == 0);
}

TEST_CASE("every bad option is named with its rule") {
  const auto check = [](const mle::Status& status, const char* argument, const char* rule) {
    INFO(argument, " ", rule);
    CHECK(status.code == mle::Code::invalid);
    CHECK(std::string(status.argument) == argument);
    CHECK(std::string(status.rule).rfind(rule, 0) == 0);
  };
  const auto with = [](double smoothing, double clip, std::span<const double> weights = {}) {
    return mle::NllOptions{mle::Reduction::mean, mle::Unit::nats, smoothing, clip, weights};
  };
  for (double bad : {-0.1, 1.1, nothing}) check(refused("bernoulli", {1}, {0.5}, with(bad, 0)), "smoothing", "must be from");
  for (double bad : {-0.1, 0.5, nothing}) check(refused("bernoulli", {1}, {0.5}, with(0, bad)), "clip", "must be from 0");
  check(refused("gaussian", {1}, {0, 1}, with(0.1, 0)), "smoothing", "must be 0 for a model without classes");
  check(refused("poisson", {1}, {1}, with(0, 0.1)), "clip", "must be 0 for a model without classes");
  const Values three = {1, 2, 3}, negative = {1, -1}, endless = {1, mle::infinity}, unseen = {1, 0}, vast = {1e308, 1e308};
  check(refused("laplace", {1}, {0, 1}, with(0, 0, three)), "class_weights", "must be empty for a model without");
  check(refused("bernoulli", {1}, {0.5}, with(0, 0, three)), "class_weights", "must hold one weight for each class");
  check(refused("categorical", {1}, {0, 1}, with(0, 0, three)), "class_weights", "must hold one weight for each class");
  check(refused("bernoulli", {1}, {0.5}, with(0, 0, negative)), "class_weights", "must hold only finite numbers");
  check(refused("bernoulli", {1}, {0.5}, with(0, 0, endless)), "class_weights", "must hold only finite numbers");
  check(refused("bernoulli", {1}, {0.5}, with(0, 0, unseen)), "class_weights", "must give some row a weight");
  CHECK(refused("bernoulli", {1, 0, 0}, {1e-9}, with(0, 0, vast)).code == mle::Code::overflow);
  check(refused("bernoulli", {2}, {0.5}, with(0, 0)), "y", "must hold only 0 and 1");
  check(refused("bernoulli", {1}, {2}, with(0, 0)), "p", "must be from 0 to 1");
}
