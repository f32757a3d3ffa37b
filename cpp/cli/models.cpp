// mle models: every noise model with its parameters.
#include <cmath>

#include "json.hpp"
#include "mle/registry.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

std::string observation(const mle::Model& model) {
  return mle::observation_names[static_cast<std::size_t>(model.observation)];
}
std::string link(const mle::Model& model) { return mle::link_names[static_cast<std::size_t>(model.link)]; }
std::string role(const mle::Parameter& parameter) { return mle::role_names[static_cast<std::size_t>(parameter.role)]; }

// "[0, 1]", "(0, ∞)", "real"
std::string domain(const mle::Parameter& parameter) {
  if (std::isinf(parameter.lower)) return parameter.vector ? "real, at least two" : "real";
  return (parameter.lower_open ? "(" : "[") + shortest(parameter.lower) + ", " +
         (std::isinf(parameter.upper) ? "∞" : shortest(parameter.upper)) + (parameter.upper_open ? ")" : "]");
}

std::string json() {
  Json out;
  out.begin('[');
  for (const mle::Model& model : mle::models) {
    out.begin('{').key("name").value(model.name).key("loss").value(model.loss);
    out.key("link").value(link(model)).key("y").value(observation(model)).key("parameters").begin('[');
    for (const mle::Parameter& parameter : model.parameters) {
      out.begin('{').key("name").value(parameter.name).key("domain").value(domain(parameter));
      out.key("start").value(parameter.start).key("role").value(role(parameter)).end('}');
    }
    out.end(']').end('}');
  }
  return out.end(']').text() + "\n";
}

std::string text() {
  std::vector<std::vector<std::string>> rows = {{"noise", "y", "loss", "parameter", "domain", "start", "role"}};
  for (const mle::Model& model : mle::models)
    for (const mle::Parameter& parameter : model.parameters) {
      const bool first = &parameter == &model.parameters[0];
      rows.push_back({first ? model.name : "", first ? observation(model) : "", first ? model.loss : "", parameter.name,
                      domain(parameter), shortest(parameter.start), role(parameter)});
    }
  return aligned(rows);
}

}  // namespace

int models(const Arguments& arguments, Console& console) {
  print(console.out, arguments.json ? json() : text());
  return exit_done;
}

}  // namespace cli
