// One line for each special function of the accuracy page, and the page itself.
#include "accuracy.hpp"
#include "golden/golden.hpp"
#include "golden/special_golden.hpp"
#include "mle/mle.hpp"

namespace accuracy {

namespace {

std::vector<double> arguments(const golden::Value& row) { return {row.x}; }
std::vector<double> arguments(const golden::Value2& row) { return {row.a, row.b}; }
template <int n>
std::vector<double> arguments(const golden::Special<n>& row) {
  return {std::begin(row.arguments), std::end(row.arguments)};
}

double call(double (*function)(double), const std::vector<double>& x) { return function(x[0]); }
double call(double (*function)(double, double), const std::vector<double>& x) { return function(x[0], x[1]); }
double call(double (*function)(double, double, double), const std::vector<double>& x) {
  return function(x[0], x[1], x[2]);
}

const auto arguments_of_entry = [](const auto& entry) { return arguments(entry); };

// In units in the last place of the value.
template <class Table, class Function>
Row ulps(const char* name, Function* function, const Table& table, double limit) {
  return row(name, table, "ulp", limit, arguments_of_entry, [=](const auto& entry) {
    const double got = call(function, arguments(entry));
    return got == entry.value ? 0 : in_ulps(std::fabs(got - entry.value), entry.value);
  });
}

// In units in the last place of scale(value, arguments...), the size of the terms that make up the value.
template <class Table, class Function, class Scale>
Row ulps_of(const char* name, Function* function, const Table& table, const char* unit, double limit, Scale scale) {
  return row(name, table, unit, limit, arguments_of_entry, [=](const auto& entry) {
    const std::vector<double> at = arguments(entry);
    return in_ulps(std::fabs(call(function, at) - entry.value), scale(entry.value, at));
  });
}

// Relative to the value, or to the least normal double where the value is below it.
template <class Table, class Function>
Row relative(const char* name, Function* function, const Table& table, double limit) {
  return row(name, table, "relative", limit, arguments_of_entry, [=](const auto& entry) {
    const double scale = std::fmax(std::fabs(entry.value), std::numeric_limits<double>::min());
    return std::fabs(call(function, arguments(entry)) - entry.value) / scale;
  });
}

}  // namespace

std::vector<Row> function_rows() {
  using Vector = std::vector<double>;
  using One = double(double);
  const auto value_and_step = [](double value, const Vector& at) { return std::fabs(value) + at[1]; };
  const auto excess_terms = [](double, const Vector& at) { return (at[1] + 1) * (at[1] / at[0]); };
  const auto value_and_one = [](double value, const Vector&) { return std::fabs(value) + 1; };
  return {
      ulps("exp(x)", static_cast<One*>(mle::exp), golden::exp_values, 1),
      ulps("log(x)", mle::log, golden::log_values, 1),
      ulps("log1p(x)", mle::log1p, golden::log1p_values, 2),
      ulps("log1p_exp(x)", mle::log1p_exp, golden::softplus_values, 2),
      ulps("sigmoid(x)", mle::sigmoid, golden::sigmoid_values, 3),
      ulps("logit(p)", mle::logit, golden::logit_values, 4),
      ulps("stirling_remainder(x)", mle::stirling_remainder, golden::stirling_values, 2),
      ulps("log_factorial(k)", mle::log_factorial, golden::log_factorial_values, 2),
      ulps("stirling_excess(k)", mle::stirling_excess, golden::stirling_excess_values, 2),
      relative("deviance(x, m)", mle::deviance, golden::deviance_values, 1e-15),
      ulps_of("log_beta_of_large(a, b)", mle::log_beta_of_large, golden::log_beta_values,
              "ulp of 1 + abs(value)", 8, value_and_one),
      ulps("log_gamma(x)", mle::log_gamma, golden::log_gamma_values, 4),
      ulps_of("log_gamma_ratio(x, h)", mle::log_gamma_ratio, golden::log_gamma_ratio_values,
              "ulp of h + abs(value)", 4, value_and_step),
      ulps_of("log_gamma_ratio_excess(x, h)", mle::log_gamma_ratio_excess, golden::log_gamma_ratio_excess_values,
              "ulp of h (h + 1) / x", 4, excess_terms),
      ulps("digamma(x)", mle::digamma, golden::digamma_values, 4),
      ulps("digamma_difference(x, h)", mle::digamma_difference, golden::digamma_difference_values, 4),
      ulps("log_less_digamma(x)", mle::log_less_digamma, golden::log_less_digamma_values, 4),
      ulps("trigamma(x)", mle::trigamma, golden::trigamma_values, 4),
      ulps("trigamma_difference(x, h)", mle::trigamma_difference, golden::trigamma_difference_values, 4),
      ulps("erf(x)", static_cast<One*>(mle::erf), golden::erf_values, 2),
      ulps("erfc(x)", static_cast<One*>(mle::erfc), golden::erfc_values, 4),
      ulps("scaled_erfc(x)", mle::scaled_erfc, golden::scaled_erfc_values, 3),
      ulps("gaussian_cdf(z)", mle::gaussian_cdf, golden::gaussian_cdf_values, 4),
      ulps("gaussian_log_cdf(z)", mle::gaussian_log_cdf, golden::gaussian_log_cdf_values, 5),
      relative("gaussian_quantile(p)", mle::gaussian_quantile, golden::gaussian_quantile_values, 1e-15),
      relative("gamma_lower(a, x)", mle::gamma_lower, golden::gamma_lower_values, 1e-13),
      relative("gamma_upper(a, x)", mle::gamma_upper, golden::gamma_upper_values, 1e-13),
      relative("gamma_lower_inverse(a, p)", mle::gamma_lower_inverse, golden::gamma_lower_inverse_values, 1e-13),
      relative("gamma_upper_inverse(a, q)", mle::gamma_upper_inverse, golden::gamma_upper_inverse_values, 1e-13),
      relative("chi_square_upper(x, df)", mle::chi_square_upper, golden::chi_square_upper_values, 1e-13),
      relative("chi_square_quantile(p, df)", mle::chi_square_quantile, golden::chi_square_quantile_values, 1e-13),
      relative("beta_lower(a, b, x)", mle::beta_lower, golden::beta_lower_values, 1e-13),
      relative("beta_upper(a, b, x)", mle::beta_upper, golden::beta_upper_values, 1e-13),
      relative("beta_lower_inverse(a, b, p)", mle::beta_lower_inverse, golden::beta_lower_inverse_values, 1e-13),
      relative("student_t_cdf(t, nu)", mle::student_t_cdf, golden::student_t_cdf_values, 1e-13),
      relative("student_t_quantile(p, nu)", mle::student_t_quantile, golden::student_t_quantile_values, 1e-13),
  };
}

std::string page(const std::vector<Section>& sections) {
  std::string page =
      "# Accuracy\n\n"
      "Printed by `mle_accuracy` (tests/core/accuracy.cpp), which compares each function with values from mpmath of 50\n"
      "digits or more (tests/core/golden). A test holds every row to its limit, natively and in WebAssembly, where all\n"
      "numbers have the same bits. ulp: units in the last place of the value or of what is named; relative: to the value,\n"
      "or to 2.2e-308 where it is smaller. The domain is the least and the greatest of each argument tested.\n";
  for (const Section& section : sections) {
    page += std::string("\n## ") + section.title + "\n\n" + section.note + (*section.note ? "\n" : "") +
            "| function | domain | points | worst error | unit | limit |\n|---|---|---|---|---|---|\n";
    for (const Row& row : section.rows) {
      page += "| `" + row.function + "` | " + row.domain + " | " + std::to_string(row.points) + " | " +
              text("%.2g", row.worst) + " | " + row.unit + " | " + text("%g", row.limit) + " |\n";
    }
  }
  return page;
}

}  // namespace accuracy
