// The special functions against mpmath, to the accuracy that each states.
#include "golden/golden.hpp"
#include "support.hpp"

namespace {

// Prints the worst input, so that a failure says where.
template <std::size_t n>
void check_each(const char* name, double (*function)(double), const golden::Value (&rows)[n], double allowed) {
  for (const golden::Value& row : rows) {
    const double got = function(row.x);
    INFO(std::string(name), "(", row.x, ") is ", row.value, ", got ", got);
    CHECK(ulps(got, row.value) <= allowed);
  }
}

}  // namespace

TEST_CASE("functions of one number keep their stated accuracy") {
  check_each("exp", mle::exp, golden::exp_values, 1);
  check_each("log", mle::log, golden::log_values, 1);
  check_each("log1p", mle::log1p, golden::log1p_values, 2);
  check_each("log1p_exp", mle::log1p_exp, golden::softplus_values, 2);
  check_each("sigmoid", mle::sigmoid, golden::sigmoid_values, 3);
  check_each("logit", mle::logit, golden::logit_values, 4);
  check_each("stirling_remainder", mle::stirling_remainder, golden::stirling_values, 2);
  check_each("log_factorial", mle::log_factorial, golden::log_factorial_values, 2);
  check_each("stirling_excess", mle::stirling_excess, golden::stirling_excess_values, 2);
}

TEST_CASE("functions of two numbers keep their stated accuracy") {
  for (const auto& row : golden::log_beta_values) {
    INFO("log_beta_of_large(", row.a, ", ", row.b, ")");
    CHECK(near(mle::log_beta_of_large(row.a, row.b), row.value, 2e-15));
  }
  for (const auto& row : golden::deviance_values) {
    const double got = mle::deviance(row.a, row.b);
    INFO("deviance(", row.a, ", ", row.b, ") is ", row.value, ", got ", got);
    CHECK(std::fabs(got - row.value) <= 1e-15 * row.value);
  }
  CHECK(mle::deviance(7, 7) == 0);
  CHECK(mle::deviance(7, 0) == mle::infinity);
  for (const auto& row : golden::log_binomial_values) {
    INFO("log_binomial(", row.a, ", ", row.b, ")");
    const double small = std::fmin(row.b, row.a - row.b);
    const double got = mle::log_binomial(row.a, row.b);
    if (small <= 30) CHECK(ulps(got, row.value) <= 8);
    else CHECK(near(got, row.value, 2e-15));
  }
}

TEST_CASE("functions at the ends of their range") {
  const double infinity = mle::infinity;
  CHECK(mle::exp(-infinity) == 0);
  CHECK(mle::exp(infinity) == infinity);
  CHECK(mle::exp(709.8) == infinity);
  CHECK(mle::exp(-745.2) == 0);
  CHECK(mle::exp(0) == 1);
  CHECK(std::isnan(mle::exp(std::nan(""))));
  CHECK(mle::log(0) == -infinity);
  CHECK(mle::log(1) == 0);
  CHECK(mle::log(infinity) == infinity);
  CHECK(std::isnan(mle::log(-1)));
  CHECK(std::isnan(mle::log(std::nan(""))));
  CHECK(mle::log1p(-1) == -infinity);
  CHECK(mle::log1p(infinity) == infinity);
  CHECK(std::isnan(mle::log1p(-1.5)));
  CHECK(mle::sigmoid(-infinity) == 0);
  CHECK(mle::sigmoid(infinity) == 1);
  CHECK(mle::logit(0) == -infinity);
  CHECK(mle::logit(1) == infinity);
  CHECK(mle::logit(0.5) == 0);
  CHECK(mle::log1p_exp(infinity) == infinity);
  CHECK(mle::log1p_exp(-infinity) == 0);
  CHECK(mle::to_bits(mle::ln2) == 1);
}

TEST_CASE("the digits that the lesson prints") {
  CHECK(-mle::log(0.8) == 0.2231435513142097);
  CHECK(mle::log(2) == 0.6931471805599453);
  CHECK(mle::half_log_two_pi == 0.9189385332046728);
}

TEST_CASE("logsumexp and softmax") {
  CHECK(mle::log_sum_exp(Values{0, 0}) == mle::ln2);
  CHECK(mle::log_sum_exp(Values{5}) == 5);
  CHECK(mle::log_sum_exp(Values{1e4, 1e4 - 1000}) == 1e4);
  CHECK(mle::log_sum_exp(Values{-1e4, -1e4}) == -1e4 + mle::ln2);
  CHECK(mle::log_sum_exp(Values{0, -50}) == doctest::Approx(1.9287498479639178e-22).epsilon(1e-15));  // e^-50
  CHECK(mle::log_sum_exp(Values{-mle::infinity, -mle::infinity}) == -mle::infinity);
  CHECK(mle::log_sum_exp(Values{-mle::infinity, 3}) == 3);
  CHECK(mle::log_sum_exp(Values{mle::infinity, 3}) == mle::infinity);

  Values p(3), shifted(3);
  mle::softmax(Values{1, 2, 4}, p);
  mle::softmax(Values{1 + 1e6, 2 + 1e6, 4 + 1e6}, shifted);
  CHECK(p == shifted);
  CHECK(near(p[0] + p[1] + p[2], 1, 1e-16));
  CHECK(near(p[2] / p[0], std::exp(3.0), 1e-15));
  Values two(2);
  mle::softmax(Values{1.7, 0.2}, two);
  CHECK(near(two[0], mle::sigmoid(1.5), 1e-15));  // two classes: a sigmoid of the difference
}

TEST_CASE("binomial coefficients are exact up to 2^53") {
  std::uint64_t row[61] = {1};  // of Pascal's triangle, in integers
  int rounded = 0;
  for (int n = 0; n <= 60; ++n) {
    for (int k = n; k > 0; --k) row[k] += row[k - 1];
    for (int k = 0; k <= n; ++k) {
      INFO("C(", n, ", ", k, ")");
      const double want = static_cast<double>(row[k]);
      const double got = mle::binomial(n, k);
      if (row[k] <= (1ull << 53)) CHECK(got == want);
      else CHECK((++rounded, std::fabs(got - want) <= std::fmin(k, n - k) * 0x1p-52 * want));
    }
  }
  CHECK(rounded > 20);
  for (const auto& big : golden::binomial_values) {
    INFO("C(", big.a, ", ", big.b, ")");
    CHECK(std::fabs(mle::binomial(big.a, big.b) - big.value) <= std::fmin(big.b, big.a - big.b) * 0x1p-52 * big.value);
  }
  CHECK(mle::binomial(0x1p53, 1) == 0x1p53);
  CHECK(mle::binomial(2000, 1000) == mle::infinity);
  CHECK(mle::binomial(0x1p53, 0x1p52) == mle::infinity);
}

TEST_CASE("linspace, squared error") {
  Values grid(400);
  mle::linspace(1e-4, 1 - 1e-4, grid);
  CHECK(grid.front() == 1e-4);
  CHECK(grid.back() == 1 - 1e-4);
  for (std::size_t i = 1; i < grid.size(); ++i) CHECK(near(grid[i] - grid[i - 1], (1 - 2e-4) / 399, 1e-15));
  Values one(1);
  mle::linspace(3, 4, one);
  CHECK(one[0] == 3);
  Values wide(3);
  mle::linspace(-1.7e308, 1.7e308, wide);
  CHECK(wide[1] == 0);

  Values errors(2);
  mle::squared_error(Values{1, 4}, Values{3, 3.5}, errors);
  CHECK(errors == Values{4, 0.25});
  CHECK(mle::mean_squared_error(Values{1, 4}, Values{3, 3.5}) == 2.125);
}
