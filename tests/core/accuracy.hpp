// The accuracy tables: each function's worst error against the golden values, its unit and its limit. The program
// mle_accuracy prints them as the page cpp/ACCURACY.md; a test holds every row to its limit and the page to the tables.
#pragma once

#include <cmath>
#include <cstdio>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace accuracy {

struct Row {
  std::string function;  // with its arguments: "log_gamma_ratio(x, h)"
  std::string domain;    // of the golden values: the least and the greatest of each argument
  std::size_t points;
  double worst;
  const char* unit;
  double limit;
  std::string at;  // where the worst error is
};

inline std::string text(const char* format, double x) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, format, x);
  return buffer;
}

// Of an end of a domain, with 3 digits; those of its distance from 1 just below 1.
inline std::string end(double x) {
  return x < 1 && x > 0.999 ? "1 - " + text("%.2g", 1 - x) : text("%.3g", x);
}

// Units in the last place of `scale`; subnormal numbers lie as far apart as the least of them.
inline double in_ulps(double error, double scale) {
  scale = std::fabs(scale);
  return error / (std::nextafter(scale, std::numeric_limits<double>::infinity()) - scale);
}

// The names between the brackets of `function`.
inline std::vector<std::string> arguments_of(const std::string& function) {
  std::vector<std::string> names{""};
  for (std::size_t i = function.find('(') + 1; i < function.size() && function[i] != ')'; ++i) {
    if (function[i] == ',') names.emplace_back();
    else if (function[i] != ' ') names.back() += function[i];
  }
  return names;
}

// arguments(row): its std::vector<double>; error(row): in `unit`. A limit is what the function's comment promises.
template <class Table, class Arguments, class Error>
Row row(std::string function, const Table& table, const char* unit, double limit, Arguments arguments, Error error) {
  const std::vector<std::string> names = arguments_of(function);
  Row result{std::move(function), "", std::size(table), 0, unit, limit, ""};
  std::vector<double> least = arguments(*std::begin(table)), greatest = least;
  for (const auto& entry : table) {
    const std::vector<double> at = arguments(entry);
    for (std::size_t i = 0; i < at.size(); ++i) {
      least[i] = std::fmin(least[i], at[i]);
      greatest[i] = std::fmax(greatest[i], at[i]);
    }
    const double size = error(entry);
    if (std::isnan(result.worst) || size <= result.worst) continue;  // a NaN is kept as the worst
    result.worst = size;
    result.at.clear();
    for (double x : at) result.at += (result.at.empty() ? "" : ", ") + text("%.17g", x);
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    result.domain += (i == 0 ? "" : "; ") + names[i] + " " + end(least[i]) + " to " + end(greatest[i]);
  return result;
}

// A table of the page.
struct Section {
  const char* title;
  const char* note;  // with its line end
  std::vector<Row> rows;
};

std::vector<Row> function_rows();
std::vector<Section> model_sections();
std::vector<Section> kernel_sections();

inline std::vector<Section> sections() {
  std::vector<Section> all = {{"Functions", "", function_rows()}};
  for (const auto& part : {model_sections(), kernel_sections()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

// The page, as mle_accuracy prints it.
std::string page(const std::vector<Section>& sections);

}  // namespace accuracy
