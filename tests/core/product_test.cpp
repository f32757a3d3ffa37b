// The product in real float32 and float64 arithmetic, and grids of the NLL.
#include "support.hpp"

namespace {

// How many observations until the running product is exactly `value` (0 if never).
std::size_t first(const char* name, const Values& y, const Values& theta, mle::Precision precision, double value) {
  Values products(y.size());
  REQUIRE(mle::running_product(model_named(name), y, theta, precision, products).ok());
  for (std::size_t i = 0; i < products.size(); ++i)
    if (products[i] == value) return i + 1;
  return 0;
}

}  // namespace

TEST_CASE("a fair coin's product is exactly 0 from n = 150 in float32 and n = 1075 in float64") {
  const Values heads(1200, 1.0);
  CHECK(first("bernoulli", heads, {0.5}, mle::Precision::float32, 0) == 150);
  CHECK(first("bernoulli", heads, {0.5}, mle::Precision::float64, 0) == 1075);
  Values logs(1200);
  REQUIRE(mle::running_log(model_named("bernoulli"), heads, Values{0.5}, logs).ok());
  CHECK(near(logs.back(), -1200 * 0.6931471805599453, 1e-13));
}

TEST_CASE("a narrow Gaussian overflows instead, and stays there") {
  const Values zeros(300, 0.0);
  // Each factor is 39.89: log10 is 1.6009, so 39.89^25 > 3.4e38 and 39.89^193 > 1.8e308.
  CHECK(first("gaussian", zeros, {0, 0.01}, mle::Precision::float32, mle::infinity) == 25);
  CHECK(first("gaussian", zeros, {0, 0.01}, mle::Precision::float64, mle::infinity) == 193);
  Values products(300);
  const mle::Model& bell = model_named("gaussian");
  REQUIRE(mle::running_product(bell, zeros, Values{0, 0.01}, mle::Precision::float64, products).ok());
  CHECK(products.back() == mle::infinity);
}

TEST_CASE("infinity times zero is never NaN") {
  Values y(200, 0.0);
  y.push_back(1e6);  // its density underflows to 0
  Values products(y.size());
  REQUIRE(mle::running_product(model_named("gaussian"), y, Values{0, 0.01}, mle::Precision::float64, products).ok());
  CHECK(products.back() == mle::infinity);
  Values logs(y.size());
  REQUIRE(mle::running_log(model_named("bernoulli"), Values{1, 0, 1}, Values{1}, std::span(logs).first(3)).ok());
  CHECK(logs[0] == 0);
  CHECK(logs[1] == -mle::infinity);
  CHECK(logs[2] == -mle::infinity);
}

TEST_CASE("the curve of the product turns to zeros where the curve of the log still has its minimum") {
  Values flips;
  for (int i = 0; i < 2000; ++i) flips.push_back(i % 10 < 7);
  Values grid(99);
  mle::linspace(0.01, 0.99, grid);
  Values products(99), nlls(99);
  const mle::Model& coin = model_named("bernoulli");
  REQUIRE(mle::product_curve(coin, flips, Values{0.5}, 0, grid, mle::Precision::float64, products).ok());
  for (double product : products) CHECK(product == 0);
  REQUIRE(mle::curve(coin, flips, Values{0.5}, 0, grid, nlls).ok());
  std::size_t best = 0;
  for (std::size_t i = 0; i < 99; ++i)
    if (nlls[i] < nlls[best]) best = i;
  CHECK(near(grid[best], 0.7, 1e-14));

  // Over several blocks it is the running product's last value.
  const Values draws = sample(model_named("gaussian"), {0, 0.1}, 700, 4);
  const Values sigmas = {0.39, 0.4, 0.41};
  Values ends(3), running(700);
  for (mle::Precision precision : {mle::Precision::float32, mle::Precision::float64}) {
    REQUIRE(mle::product_curve(model_named("gaussian"), draws, Values{0, 1}, 1, sigmas, precision, ends).ok());
    for (std::size_t s = 0; s < 3; ++s) {
      const Values theta = {0, sigmas[s]};
      REQUIRE(mle::running_product(model_named("gaussian"), draws, theta, precision, running).ok());
      CHECK(ends[s] == running.back());
      CHECK((ends[s] > 0 && std::isfinite(ends[s])));
    }
  }

  const Values few = {1, 0, 1};
  REQUIRE(mle::product_curve(coin, few, Values{0.5}, 0, Values{0, 0.5, 1}, mle::Precision::float32,
                             std::span(products).first(3)).ok());
  CHECK(products[0] == 0);
  CHECK(products[1] == 0.125);
}

TEST_CASE("curves and surfaces are the NLL at each grid point, row-major") {
  const mle::Model& bell = model_named("gaussian");
  const Values y = {1, 2, 4}, mus = {-1, 0, 2.5}, sigmas = {0.5, 2};
  Values cells(6), along(3);
  REQUIRE(mle::surface(bell, y, Values{9, 9}, 0, mus, 1, sigmas, cells).ok());
  for (std::size_t b = 0; b < 2; ++b)
    for (std::size_t a = 0; a < 3; ++a) CHECK(ulps(cells[b * 3 + a], bell.nll_sum(y, Values{mus[a], sigmas[b]})) <= 4);
  REQUIRE(mle::curve(bell, y, Values{9, 2}, 0, mus, along).ok());
  for (std::size_t a = 0; a < 3; ++a) CHECK(ulps(along[a], cells[3 + a]) <= 4);
}

TEST_CASE("bad grids are named") {
  const mle::Model& bell = model_named("gaussian");
  const Values y = {1, 2}, theta = {0, 1};
  Values out(4);
  CHECK(std::string(mle::curve(bell, y, theta, 1, Values{1, 0}, out).argument) == "grid");
  CHECK(std::string(mle::curve(bell, y, theta, 1, Values{1, 0}, out).rule) == "must be above 0 and finite");
  CHECK(std::string(mle::curve(bell, y, theta, 1, Values{}, out).argument) == "grid");
  CHECK(std::string(mle::curve(bell, y, theta, 2, Values{1}, out).argument) == "parameterIndex");
  CHECK(std::string(mle::surface(bell, y, theta, 1, Values{1}, 1, Values{1}, out).argument) == "j");
  CHECK(std::string(mle::surface(bell, y, theta, 0, Values{1}, 1, Values{0}, out).argument) == "gridJ");
  CHECK(std::string(mle::surface(bell, y, theta, 0, Values{mle::infinity}, 1, Values{1}, out).argument) == "gridI");
  CHECK(std::string(mle::running_log(bell, {}, theta, {}).argument) == "y");
  CHECK(std::string(mle::product_curve(bell, y, Values{0, -1}, 0, Values{1}, mle::Precision::float32, out).argument) ==
        "sigma");
}
