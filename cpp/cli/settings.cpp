#include "settings.hpp"

#include <cmath>
#include <limits>

#include "csv.hpp"
#include "text.hpp"

namespace cli {

namespace {

std::size_t find_parameter(const mle::Model& model, const std::string& name, const std::string& where) {
  std::vector<std::string> names;
  for (const mle::Parameter& parameter : model.parameters) names.push_back(parameter.name);
  for (std::size_t j = 0; j < names.size(); ++j)
    if (names[j] == name) return j;
  throw BadInput(where + ": " + model.name + " has no parameter " + in_quotes(name) + ", but " + listed(names));
}

}  // namespace

const mle::Model& find_noise(const std::string& name) {
  if (const mle::Model* model = mle::find_model(name)) return *model;
  std::vector<std::string> names;
  for (const mle::Model& model : mle::models) names.push_back(model.name);
  throw BadInput("--noise: there is no noise model " + in_quotes(name) + " among " + listed(names));
}

std::vector<double> read_settings(const mle::Model& model, const std::vector<std::string>& settings) {
  std::vector<double> values;
  if (!model.vector()) values.resize(model.parameters.size(), std::numeric_limits<double>::quiet_NaN());
  for (const std::string& setting : settings) {
    const std::string where = "--set " + printable(setting);
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) throw BadInput(where + ": must be PARAMETER=VALUE");
    const std::size_t j = find_parameter(model, setting.substr(0, equals), where);
    const mle::Parameter& parameter = model.parameters[j];
    if (model.vector() ? !values.empty() : !std::isnan(values[j]))
      throw BadInput(where + ": " + parameter.name + " is set twice");
    const std::string text = setting.substr(equals + 1);
    for (const std::string& one : model.vector() ? split_record(text, where) : std::vector<std::string>{text}) {
      const double value = finite_number(one, where);
      if (!parameter.contains(value)) throw BadInput(where + ": " + parameter.name + " " + parameter.rule);
      if (model.vector()) values.push_back(value);
      else values[j] = value;
    }
    if (model.vector() && values.size() < 2) throw BadInput(where + ": " + parameter.name + " must be at least two");
  }
  return values;
}

}  // namespace cli
