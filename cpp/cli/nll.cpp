// mle nll: the negative log-likelihood of a column under one model.
#include <algorithm>
#include <cmath>

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

// Labels stand for the logits in their order when they are as many, or name them from 0 when they are whole numbers:
// a class may have no row.
void match_classes(const Arguments& arguments, std::size_t logits, Column& column) {
  if (column.labels.size() == logits) return;
  std::vector<double> indices;
  for (const std::string& label : column.labels) {
    const double index = parse_number(label).value_or(-1);
    if (!mle::check_observations(mle::Observation::class_index, {&index, 1}, logits).ok())
      throw BadInput("column " + quoted(arguments.column) + " has " + std::to_string(column.labels.size()) +
                     " labels, " + listed(column.labels) + ", for " + std::to_string(logits) +
                     " logits: they must be as many, or the labels class numbers from 0");
    indices.push_back(index);
  }
  for (double& value : column.values) value = indices[static_cast<std::size_t>(value)];
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
  Data data = read_data(console, arguments.data, {{arguments.column, model.observation}}, !arguments.json);
  Column& column = data.columns[0];
  if (model.vector()) match_classes(arguments, theta.size(), column);

  std::vector<double> values(options.reduction == mle::Reduction::none ? data.rows : 1);
  const mle::Status status = mle::nll(model, column.values, theta, options, values);
  if (!status.ok()) throw refused(status);

  if (arguments.json) {
    Json out;
    out.begin('{').key("nll");
    if (arguments.reduction == "none") {
      out.begin('[');
      for (const double value : values) out.value(value);
      out.end(']');
    } else {
      out.value(values[0]);
    }
    out.key("reduction").value(arguments.reduction).key("unit").value(arguments.unit);
    out.key("n").value(static_cast<double>(data.rows)).end('}');
    print(console.out, out.text() + "\n");
  } else {
    std::string out;
    for (const double value : values) out += shortest(value) + "\n";
    print(console.out, out);
  }
  return exit_done;
}

}  // namespace cli
