// The gamma functions, the error function, and the tails of distributions: at the ends of their domains, by identities,
// and against the golden values through the accuracy table.
#include <fstream>
#include <iterator>

#include "accuracy.hpp"
#include "support.hpp"

namespace {

using mle::infinity;
const double least = 5e-324;

bool is_nan(double x) { return std::isnan(x); }

// |got - want| <= 1e-13 |want|
bool close(double got, double want) { return std::fabs(got - want) <= 1e-13 * std::fabs(want); }

}  // namespace

TEST_CASE("every function of the accuracy tables is within its limit") {
  for (const accuracy::Section& section : accuracy::sections())
    for (const accuracy::Row& row : section.rows) {
      INFO(std::string(section.title), ": ", row.function, ": worst at ", row.at);
      CHECK(row.worst <= row.limit);
    }
}

TEST_CASE("the accuracy page is what mle_accuracy prints") {
  std::ifstream file(MLE_ACCURACY_PAGE, std::ios::binary);
  const std::string committed{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  INFO("write it anew: mle_accuracy > cpp/ACCURACY.md");
  CHECK((committed == accuracy::page(accuracy::sections())));
}

TEST_CASE("the accuracy table sees errors") {
  struct Entry {
    double x, value;
  };
  const Entry table[] = {{1, 1}, {2, 1}, {4, 1}};
  const auto arguments = [](const Entry& entry) { return std::vector<double>{entry.x}; };
  const accuracy::Row row = accuracy::row("f(x)", table, "ulp", 1, arguments, [](const Entry& entry) {
    return entry.x == 2 ? accuracy::in_ulps(0x1p-51, entry.value) : 0;
  });
  CHECK(row.worst == 2);
  CHECK(row.at == "2");
  CHECK(row.domain == "x 1 to 4");
  CHECK(row.points == 3);
  const accuracy::Row broken = accuracy::row("f(x)", table, "ulp", 1, arguments, [](const Entry& entry) {
    return entry.x == 2 ? std::nan("") : 0;
  });
  CHECK_FALSE(broken.worst <= broken.limit);
}

TEST_CASE("the gamma functions at the ends of their domains") {
  for (double bad : {0.0, -1.0, -infinity, std::nan("")}) {
    CHECK(is_nan(mle::log_gamma(bad)));
    CHECK(is_nan(mle::digamma(bad)));
    CHECK(is_nan(mle::trigamma(bad)));
    CHECK(is_nan(mle::log_less_digamma(bad)));
    CHECK(is_nan(mle::log_gamma_ratio(bad, 1)));
    CHECK(is_nan(mle::log_gamma_ratio_excess(bad, 1)));
    CHECK(is_nan(mle::digamma_difference(bad, 1)));
    CHECK(is_nan(mle::trigamma_difference(bad, 1)));
  }
  CHECK(mle::log_gamma(1) == 0);
  CHECK(mle::log_gamma(2) == 0);
  CHECK(mle::log_gamma(infinity) == infinity);
  CHECK(mle::log_gamma(1e306) == infinity);
  CHECK(mle::digamma(infinity) == infinity);
  CHECK(mle::digamma(least) == -infinity);
  CHECK(mle::trigamma(infinity) == 0);
  CHECK(mle::trigamma(1e-200) == infinity);
  CHECK(mle::log_less_digamma(infinity) == 0);
  CHECK(mle::log_less_digamma(least) == infinity);
  CHECK(mle::log_gamma_ratio(infinity, 1) == infinity);
  CHECK(mle::log_gamma_ratio_excess(infinity, 1) == 0);
  CHECK(close(mle::log_gamma_ratio_excess(1e308, 3), 3e-308));  // (h^2 - h) / 2x
  CHECK(mle::digamma_difference(infinity, 1) == 0);
  CHECK(mle::trigamma_difference(infinity, 1) == 0);
  for (double x : {0.3, 5.0, 1e9}) {
    CHECK(mle::log_gamma_ratio(x, 0) == 0);
    CHECK(mle::digamma_difference(x, 0) == 0);
    CHECK(mle::trigamma_difference(x, 0) == 0);
  }
}

TEST_CASE("the gamma functions obey their recurrences") {
  // log Gamma(x + 1) - log Gamma(x) = log x, and its derivatives; at sizes where subtraction would leave nothing
  for (double x : {1e-200, 0.4, 3.0, 77.7, 1e8, 1e15, 1e200}) {
    CHECK(std::fabs(mle::log_gamma_ratio(x, 1) - mle::log(x)) <= 1e-15 * (1 + std::fabs(mle::log(x))));
    CHECK(std::fabs(mle::digamma_difference(x, 1) - 1 / x) <= 1e-15 / x);
    if (x > 1e-150) CHECK(std::fabs(mle::trigamma_difference(x, 1) - 1 / x / x) <= 1e-15 / x / x);
  }
  // Gamma(x) Gamma(x + 1/2) = 2^(1 - 2x) sqrt(pi) Gamma(2x)
  for (double x : {0.3, 1.0, 4.5, 60.25})
    CHECK(near(mle::log_gamma(x) + mle::log_gamma(x + 0.5),
               (1 - 2 * x) * mle::ln2 + mle::log_gamma(0.5) + mle::log_gamma(2 * x), 1e-15));
}

TEST_CASE("the error function and the Gaussian at the ends of their domains") {
  CHECK(mle::erf(0) == 0);
  CHECK(mle::erf(infinity) == 1);
  CHECK(mle::erf(-infinity) == -1);
  CHECK(is_nan(mle::erf(std::nan(""))));
  CHECK(mle::erfc(infinity) == 0);
  CHECK(mle::erfc(-infinity) == 2);
  CHECK(is_nan(mle::erfc(std::nan(""))));
  CHECK(mle::gaussian_cdf(0) == 0.5);
  CHECK(mle::gaussian_cdf(-infinity) == 0);
  CHECK(mle::gaussian_cdf(infinity) == 1);
  CHECK(is_nan(mle::gaussian_cdf(std::nan(""))));
  CHECK(mle::gaussian_log_cdf(infinity) == 0);
  CHECK(mle::gaussian_log_cdf(-infinity) == -infinity);
  CHECK(is_nan(mle::gaussian_log_cdf(std::nan(""))));
  CHECK(mle::gaussian_quantile(0.5) == 0);
  CHECK(mle::gaussian_quantile(0) == -infinity);
  CHECK(mle::gaussian_quantile(1) == infinity);
  for (double bad : {-0.1, 1.1, std::nan("")}) CHECK(is_nan(mle::gaussian_quantile(bad)));
}

TEST_CASE("the incomplete functions at the ends of their domains") {
  for (double a : {0.5, 3.0, 2000.0}) {
    CHECK(mle::gamma_lower(a, 0) == 0);
    CHECK(mle::gamma_upper(a, 0) == 1);
    CHECK(mle::gamma_lower(a, infinity) == 1);
    CHECK(mle::gamma_upper(a, infinity) == 0);
    CHECK(mle::gamma_upper(a, 1e300) == 0);
    CHECK(mle::gamma_lower_inverse(a, 0) == 0);
    CHECK(mle::gamma_lower_inverse(a, 1) == infinity);
    CHECK(mle::gamma_upper_inverse(a, 0) == infinity);
    CHECK(mle::gamma_upper_inverse(a, 1) == 0);
    CHECK(mle::beta_lower(a, 2, 0) == 0);
    CHECK(mle::beta_lower(a, 2, 1) == 1);
    CHECK(mle::beta_upper(a, 2, 0) == 1);
    CHECK(mle::beta_upper(a, 2, 1) == 0);
    CHECK(mle::beta_lower_inverse(a, 2, 0) == 0);
    CHECK(mle::beta_lower_inverse(a, 2, 1) == 1);
    CHECK(mle::student_t_cdf(-infinity, a) == 0);
    CHECK(mle::student_t_cdf(infinity, a) == 1);
    CHECK(mle::student_t_cdf(0, a) == 0.5);
    CHECK(mle::student_t_quantile(0, a) == -infinity);
    CHECK(mle::student_t_quantile(0.5, a) == 0);
    CHECK(mle::student_t_quantile(1, a) == infinity);
  }
  for (double bad : {0.0, -1.0, infinity, std::nan("")}) {
    CHECK(is_nan(mle::gamma_lower(bad, 1)));
    CHECK(is_nan(mle::gamma_lower_inverse(bad, 0.5)));
    CHECK(is_nan(mle::beta_lower(bad, 1, 0.5)));
    CHECK(is_nan(mle::beta_lower(1, bad, 0.5)));
    CHECK(is_nan(mle::beta_lower_inverse(bad, 1, 0.5)));
    if (bad < infinity) continue;
    CHECK(is_nan(mle::beta_lower_inverse(1, bad, 0.5)));
  }
  for (double bad : {-1.0, 1.5, std::nan("")}) {
    CHECK(is_nan(mle::gamma_lower_inverse(2, bad)));
    CHECK(is_nan(mle::beta_lower(2, 2, bad)));
    CHECK(is_nan(mle::beta_lower_inverse(2, 2, bad)));
    CHECK(is_nan(mle::student_t_quantile(bad, 3)));
    if (bad < 0) CHECK(is_nan(mle::student_t_cdf(1, bad)));
  }
  CHECK(mle::gamma_lower(1e300, 1e300) == 0.5);  // a step: its spread is below the spacing of doubles
  CHECK(mle::gamma_lower(1e300, 9e299) == 0);
  CHECK(mle::gamma_lower(1e300, 2e300) == 1);
  CHECK(mle::gamma_lower_inverse(1e300, 0.1) == 1e300);
  CHECK(mle::gamma_lower(1e250, 9e249) == 0);
  CHECK(mle::gamma_upper(1e250, 9e249) == 1);
  CHECK(is_nan(mle::beta_lower(1e290, 1, 0.5)));
  CHECK(is_nan(mle::gamma_upper(2, -1)));
  CHECK(is_nan(mle::gamma_upper(2, std::nan(""))));
  CHECK(is_nan(mle::student_t_cdf(std::nan(""), 3)));
}

TEST_CASE("the distributions in closed form") {
  for (double x : {1e-12, 0.3, 1.0, 5.0, 40.0, 600.0}) {
    INFO("x = ", x);
    CHECK(close(mle::gamma_upper(1, x), mle::exp(-x)));                              // exponential
    CHECK(close(mle::chi_square_upper(x, 2), mle::exp(-x / 2)));
    CHECK(close(mle::chi_square_upper(x * x, 1), mle::erfc(x / std::sqrt(2))));      // a squared Gaussian
    const double root = std::sqrt(2 + x * x);
    CHECK(close(mle::student_t_cdf(-x, 2), 1 / (root * (root + x))));                // (1 - x / root) / 2
    CHECK(close(mle::student_t_cdf(-x, infinity), mle::gaussian_cdf(-x)));
  }
  for (double x : {1e-200, 1e-10, 0.2, 0.75}) {
    CHECK(close(mle::beta_lower(1, 1, x), x));
    CHECK(close(mle::beta_lower(3, 1, x), x * x * x));
    CHECK(close(mle::beta_upper(1, 3, x), (1 - x) * (1 - x) * (1 - x)));
    CHECK(close(mle::beta_lower_inverse(1, 1, x), x));
  }
  // Cauchy far out: P(T > t) = 1 / (pi t)
  for (double t : {1e20, 1e120, 1e300}) {
    const double tail = 0.31830988618379067 / t;
    CHECK(close(mle::student_t_cdf(-t, 1), tail));
    CHECK(close(mle::student_t_quantile(tail, 1), -t));
  }
}

TEST_CASE("quantiles that tests of hypotheses are known by") {
  // R 4.2: qnorm, qchisq, qt
  CHECK(close(mle::gaussian_quantile(0.975), 1.959963984540054));
  CHECK(close(mle::chi_square_quantile(0.95, 1), 3.8414588206941236));
  CHECK(close(mle::chi_square_quantile(0.95, 2), 5.9914645471079799));
  CHECK(close(mle::student_t_quantile(0.975, 1), 12.706204736174694));
  CHECK(close(mle::student_t_quantile(0.975, 10), 2.2281388519862739));
}

TEST_CASE("quantiles come back from probabilities over the whole domain") {
  for (double p : {1e-290, 1e-30, 1e-5, 0.2, 0.49, 0.51, 0.8, 1 - 1e-6}) {
    for (double a : {0.6, 1.0, 7.0, 333.0, 1e5, 1e8}) {
      INFO("p = ", p, ", a = ", a);
      const double x = mle::gamma_lower_inverse(a, p);
      // A relative change e of x changes p by x f(x) e, which is at most about (1 + |z|) sqrt(a) p e in a tail.
      const double condition = 1 + 40 * std::sqrt(a);
      if (x > 0) CHECK(std::fabs(mle::gamma_lower(a, x) / p - 1) <= 1e-14 + 4e-16 * condition);
      const double y = mle::gamma_upper_inverse(a, p);
      CHECK(std::fabs(mle::gamma_upper(a, y) / p - 1) <= 1e-14 + 4e-16 * (condition + y));
    }
    for (double nu : {0.8, 3.0, 50.0, 1e8, 1e20}) {
      INFO("p = ", p, ", nu = ", nu);
      const double t = mle::student_t_quantile(p, nu);
      if (std::isinf(t)) continue;  // nu = 0.8 at p = 1e-290
      CHECK(std::fabs(mle::student_t_cdf(t, nu) / p - 1) <= 1e-14 + 4e-16 * std::fmin(nu, 1 + t * t));
    }
  }
}
