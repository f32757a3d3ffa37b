// mle fit: the maximum likelihood estimate of a model, or of a regression under it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "csv.hpp"
#include "data.hpp"
#include "mle/regression.hpp"
#include "mle/summary.hpp"
#include "report.hpp"
#include "settings.hpp"
#include "text.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr const char* intercept = "(intercept)";
constexpr std::size_t most_classes = 1000;
constexpr double most_repeated = 1 << 27;  // rows, 1 GiB

// The columns asked for: the response first, then the predictors, then the weights. Each has one part to play.
std::vector<Wanted> wanted_columns(const mle::Model& model, const std::vector<std::string>& predictors,
                                   const Arguments& arguments) {
  std::vector<Wanted> wanted = {{arguments.response, model.observation}};
  for (const std::string& name : predictors) wanted.push_back({name, mle::Observation::real});
  // A model's own fit knows no weights: its rows are repeated.
  if (!arguments.weights.empty())
    wanted.push_back({arguments.weights, predictors.empty() ? mle::Observation::count : mle::Observation::nonnegative});
  for (std::size_t j = 0; j < wanted.size(); ++j)
    for (std::size_t i = 0; i < j; ++i)
      if (wanted[i].name == wanted[j].name)
        throw BadInput("column " + in_quotes(wanted[j].name) + " must be used once: as --response, in --predictors or as --weights");
  return wanted;
}

std::vector<std::string> predictor_names(const Arguments& arguments) {
  if (arguments.predictors.empty()) return {};
  const std::vector<std::string> names = split_record(arguments.predictors, "--predictors");
  for (const std::string& name : names)
    if (name.empty() || name == intercept)
      throw BadInput("--predictors: " + in_quotes(name) + (name.empty() ? " is no column" : " is the name of the intercept's coefficient"));
  return names;
}

BadInput refused(const mle::Status& status) {
  std::string words = std::string(status.argument) + " " + status.rule;
  if (status.code == mle::Code::invalid) words += ", got " + shortest(status.value);
  return BadInput(words);
}

void check_classes(const Arguments& arguments, const Column& response) {
  const std::string column = "column " + in_quotes(arguments.response);
  if (response.labels.size() < 2)
    throw BadInput(column + ": must hold at least two labels, not " + listed(response.labels) + " alone");
  if (response.labels.size() > most_classes)
    throw BadInput(column + ": must hold at most " + std::to_string(most_classes) + " different labels, not " +
                   std::to_string(response.labels.size()));
}

// Each row as often as its weight, a whole number, says.
std::vector<double> repeated(const std::vector<double>& y, const std::vector<double>& weights) {
  double total = 0;
  for (const double weight : weights) total += weight;
  if (total == 0) throw BadInput("--weights: must not all be 0");
  if (total > most_repeated) throw BadInput("--weights: must add up to at most 2^27 where there are no predictors");
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(total));
  for (std::size_t i = 0; i < y.size(); ++i) out.insert(out.end(), static_cast<std::size_t>(weights[i]), y[i]);
  return out;
}

double scale_of(const mle::Model& model, const std::vector<double>& theta) {
  for (std::size_t j = 0; j < theta.size() && !model.vector(); ++j)
    if (model.parameters[j].role == mle::Role::scale) return theta[j];
  return nan;
}

Report own_fit(const mle::Model& model, const std::vector<double>& fixed, const Data& data, bool weighted) {
  const Column& response = data.columns[0];
  const std::vector<double> y = weighted ? repeated(response.values, data.columns.back().values) : response.values;
  const mle::FitOptions options{response.labels.size(), fixed};
  mle::Fit fit;
  const mle::Status status = model.fit(y, options, fit);
  if (!status.ok()) throw refused(status);
  const mle::Summary summary = mle::summarize(model, y, options, fit);

  Report report;
  report.status = fit.status;
  report.message = fit.message;
  report.nll = fit.nll;
  report.parameters = {{model.vector() ? model.parameters[0].name : "", {}}};
  for (std::size_t j = 0; j < fit.theta.size(); ++j)
    report.parameters[0].entries.push_back({model.vector() ? response.labels[j] : model.parameters[j].name,
                                            fit.theta[j], summary.standard_errors[j]});
  report.errors_reason = summary.errors_reason;
  report.scale = scale_of(model, fit.theta);
  report.n = static_cast<double>(y.size());
  report.aic = summary.aic;
  report.bic = summary.bic;
  report.criteria_reason = summary.criteria_reason;
  report.deviance = summary.deviance;
  report.iterations = fit.iterations;
  report.starts = fit.starts;
  return report;
}

// values: the intercept first, then one for each predictor; such a block for each class but the first, or for each.
std::vector<Group> grouped(const std::vector<std::string>& predictors, const std::vector<std::string>& labels,
                           const std::vector<double>& values, const std::vector<double>& errors) {
  const std::size_t size = predictors.size() + 1, blocks = values.size() / size;
  std::vector<Group> groups;
  for (std::size_t block = 0; block < blocks; ++block) {
    Group group{labels.empty() ? "" : labels[labels.size() - blocks + block], {}};
    for (std::size_t j = 0; j < size; ++j) {
      const std::size_t at = block * size + j;
      group.entries.push_back({j == 0 ? intercept : predictors[j - 1], values[at], errors.empty() ? nan : errors[at]});
    }
    groups.push_back(group);
  }
  return groups;
}

std::vector<double> row_major(const Data& data, std::size_t predictors) {
  std::vector<double> x(data.rows * predictors);
  for (std::size_t j = 0; j < predictors; ++j)
    for (std::size_t i = 0; i < data.rows; ++i) x[i * predictors + j] = data.columns[1 + j].values[i];
  return x;
}

Report regression(const mle::Model& model, const std::vector<double>& fixed, const std::vector<std::string>& predictors,
                  const Data& data, bool weighted, double l2) {
  const Column& response = data.columns[0];
  mle::RegressionOptions options;
  options.fixed = fixed;
  if (weighted) options.weights = data.columns.back().values;
  options.l2 = l2;
  options.classes = response.labels.size();
  mle::Regression fit;
  const mle::Status status =
      mle::regress(model, response.values, {row_major(data, predictors.size()), predictors.size()}, options, fit);
  if (!status.ok()) throw refused(status);

  Report report;
  report.regression = true;
  report.status = fit.status;
  report.message = fit.message;
  report.nll = fit.nll;
  report.coefficients = grouped(predictors, response.labels, fit.coefficients, fit.standard_errors);
  report.parameters = {{"", {}}};
  for (std::size_t j = 0; j < fit.parameters.size(); ++j)
    if (model.parameters[j].role != mle::Role::predicted)
      report.parameters[0].entries.push_back({model.parameters[j].name, fit.parameters[j], nan});
  report.errors_reason = fit.errors_reason;
  report.scale = scale_of(model, fit.parameters);
  report.n = fit.n;
  report.aic = fit.aic;
  report.bic = fit.bic;
  report.criteria_reason = fit.criteria_reason;
  report.deviance = fit.deviance;
  report.iterations = fit.iterations;
  report.starts = fit.starts;
  if (!fit.direction.empty()) report.direction = grouped(predictors, response.labels, fit.direction, {});
  for (const std::size_t j : fit.collinear) report.collinear.push_back(predictors[j]);
  return report;
}

double read_l2(const Arguments& arguments) {
  if (arguments.l2.empty()) return 0;
  const double l2 = finite_number(arguments.l2, "--l2");
  if (l2 < 0) throw BadInput("--l2: " + in_quotes(arguments.l2) + " must be at least 0");
  return l2;
}

// A set parameter that the linear predictor stands for would be set twice.
void check_not_predicted(const mle::Model& model, const std::vector<double>& fixed) {
  for (std::size_t j = 0; j < fixed.size(); ++j)
    if (!std::isnan(fixed[j]) && model.parameters[j].role == mle::Role::predicted)
      throw BadInput(std::string("--set: ") + model.parameters[j].name + " must be left free: the predictors stand for it");
}

}  // namespace

int fit(const Arguments& arguments, Console& console) {
  const mle::Model& model = find_noise(arguments.noise);
  const std::vector<double> fixed = read_settings(model, arguments.set);
  if (model.vector() && !fixed.empty())
    throw BadInput(std::string("--set: ") + model.parameters[0].name + " must be left free in a fit");
  const std::vector<std::string> predictors = predictor_names(arguments);
  const bool has_predictors = !predictors.empty(), weighted = !arguments.weights.empty();
  const double l2 = read_l2(arguments);
  if (has_predictors) check_not_predicted(model, fixed);
  else if (!arguments.l2.empty()) throw BadInput("--l2: needs --predictors: it is a penalty on their coefficients");

  const Data data = read_data(console, arguments.data, wanted_columns(model, predictors, arguments), !arguments.json);
  if (model.vector()) check_classes(arguments, data.columns[0]);
  Report report = has_predictors ? regression(model, fixed, predictors, data, weighted, l2)
                                 : own_fit(model, fixed, data, weighted);
  report.model = &model;
  print(console.out, arguments.json ? json(report) : text(report));
  return report.status == mle::FitStatus::converged ? exit_done : exit_not_converged;
}

}  // namespace cli
