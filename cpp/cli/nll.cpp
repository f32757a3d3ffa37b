// mle nll: the negative log-likelihood of a column under one model.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "csv.hpp"
#include "data.hpp"
#include "json.hpp"
#include "mle/nll_options.hpp"
#include "settings.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

// Every parameter has a value: its own, or its start where it is a choice of loss.
std::vector<double> theta_of(const mle::Model& model, const Arguments& arguments) {
  std::vector<double> theta = read_settings(model, arguments.set);
  if (model.vector() && theta.empty())
    throw BadInput(std::string("--set: ") + model.parameters[0].name + " must be set");
  for (std::size_t j = 0; j < theta.size() && !model.vector(); ++j) {
    if (std::isnan(theta[j]) && model.parameters[j].role == mle::Role::chosen) theta[j] = model.parameters[j].start;
    if (std::isnan(theta[j])) throw BadInput(std::string("--set: ") + model.parameters[j].name + " must be set");
  }
  return theta;
}

bool same_label(const std::string& a, const std::string& b) {
  const std::optional<double> x = parse_number(a), y = parse_number(b);
  return x && y ? *x == *y : a == b;
}

// The labels that --labels gives, one for each logit; empty: not given.
std::vector<std::string> read_labels(const mle::Model& model, const Arguments& arguments, std::size_t logits) {
  if (arguments.labels.empty()) return {};
  if (!model.vector()) throw BadInput(std::string("--labels: must be left out: ") + model.name + " has no classes");
  const std::vector<std::string> labels = split_record(arguments.labels, "--labels");
  if (labels.size() != logits)
    throw BadInput("--labels: must be as many as the logits (" + std::to_string(logits) + "), not " + std::to_string(labels.size()));
  for (std::size_t j = 0; j < labels.size(); ++j)
    for (std::size_t i = 0; i < j; ++i)
      if (same_label(labels[i], labels[j])) throw BadInput("--labels: " + in_quotes(labels[j]) + " stands there twice");
  return labels;
}

// The column's labels to the indices of their logits. Sorted they are the logits' own only where all of them occur:
// with one missing, those after it would move up.
void match_classes(const Arguments& arguments, const std::vector<std::string>& labels, std::size_t logits, Column& column) {
  if (labels.empty() && column.labels.size() == logits) return;
  const std::string where = "column " + in_quotes(arguments.column);
  if (labels.empty())
    throw BadInput(where + " has " + std::to_string(column.labels.size()) + " labels, " + listed(column.labels) + ", for " +
                   std::to_string(logits) + " logits: they must be as many, or --labels must name them in the logits' order");
  std::vector<double> indices;
  for (const std::string& label : column.labels) {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const std::string& one) { return same_label(one, label); });
    if (found == labels.end()) throw BadInput(where + ": label " + in_quotes(label) + " must be one of --labels " + listed(labels));
    indices.push_back(static_cast<double>(found - labels.begin()));
  }
  for (double& value : column.values) value = indices[static_cast<std::size_t>(value)];
}

// A value for each row of the file: those left out, whose places these are, have NaN.
std::vector<double> with_gaps(const std::vector<double>& values, const std::vector<std::size_t>& dropped) {
  std::vector<double> out(values.size() + dropped.size(), std::numeric_limits<double>::quiet_NaN());
  std::size_t used = 0, skipped = 0;
  for (std::size_t row = 0; row < out.size(); ++row) {
    if (skipped < dropped.size() && dropped[skipped] == row) ++skipped;
    else out[row] = values[used++];
  }
  return out;
}

// The place of a name that the parser has let pass.
template <std::size_t count>
std::size_t index_in(const char* const (&names)[count], std::string_view name) {
  return static_cast<std::size_t>(std::find(names, names + count, name) - names);
}

std::vector<double> read_list(const std::string& text, const std::string& where) {
  std::vector<double> values;
  if (text.empty()) return values;
  for (const std::string& one : split_record(text, where)) values.push_back(finite_number(one, where));
  return values;
}

// The options of the NLL are called as those of the command, but for the dashes.
BadInput refused(const mle::Status& status) {
  std::string option = std::string("--") + status.argument;
  std::replace(option.begin(), option.end(), '_', '-');
  return BadInput(option + ": " + status.rule + (status.code == mle::Code::invalid ? ", got " + shortest(status.value) : ""));
}

}  // namespace

int nll(const Arguments& arguments, Console& console) {
  const mle::Model& model = find_noise(arguments.noise);
  const std::vector<double> theta = theta_of(model, arguments);
  const std::vector<double> class_weights = read_list(arguments.class_weights, "--class-weights");
  mle::NllOptions options;
  options.reduction = static_cast<mle::Reduction>(index_in(mle::reduction_names, arguments.reduction));
  options.unit = static_cast<mle::Unit>(index_in(mle::unit_names, arguments.unit));
  if (!arguments.smoothing.empty()) options.smoothing = finite_number(arguments.smoothing, "--smoothing");
  if (!arguments.clip.empty()) options.clip = finite_number(arguments.clip, "--clip");
  options.class_weights = class_weights;
  const mle::Status usable = mle::nll_option::check(options, mle::nll_option::classes_of(model, theta));
  if (!usable.ok()) throw refused(usable);
  const std::vector<std::string> labels = read_labels(model, arguments, theta.size());
  Data data = read_data(console, arguments.data, {{arguments.column, model.observation}}, !arguments.json);
  Column& column = data.columns[0];
  if (model.vector()) match_classes(arguments, labels, theta.size(), column);

  std::vector<double> values(options.reduction == mle::Reduction::none ? data.rows : 1);
  const mle::Status status = mle::nll(model, column.values, theta, options, values);
  if (!status.ok()) throw refused(status);
  const bool each = options.reduction == mle::Reduction::none;
  if (each) values = with_gaps(values, data.dropped);

  if (arguments.json) {
    Json out;
    out.begin('{').key("nll");
    if (each) {
      out.begin('[');
      for (const double value : values) out.value(value);
      out.end(']');
    } else {
      out.value(values[0]);
    }
    out.key("reduction").value(arguments.reduction).key("unit").value(arguments.unit);
    out.key("n").value(static_cast<double>(data.rows));
    if (each && !data.dropped.empty()) {
      out.key("dropped").begin('[');
      for (const std::size_t row : data.dropped) out.value(static_cast<double>(row));
      out.end(']');
    }
    print(console.out, out.end('}').text() + "\n");
  } else {
    std::string out;
    for (const double value : values) out += (std::isnan(value) ? "NA" : shortest(value)) + "\n";
    print(console.out, out);
  }
  return exit_done;
}

}  // namespace cli
