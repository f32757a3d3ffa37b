#include "report.hpp"

#include <cmath>

#include "json.hpp"

namespace cli {

namespace {

const char* status_name(const Report& report) {
  return mle::fit_status_names[static_cast<std::size_t>(report.status)];
}

// An object of the entries, or of one such object for each named group.
void write(Json& out, const char* key, const std::vector<Group>& groups, double Entry::* number) {
  out.key(key).begin('{');
  for (const Group& group : groups) {
    if (!group.name.empty()) out.key(group.name).begin('{');
    for (const Entry& entry : group.entries) out.key(entry.name).value(entry.*number);
    if (!group.name.empty()) out.end('}');
  }
  out.end('}');
}

bool lacks_errors(const std::vector<Group>& groups) {
  for (const Group& group : groups)
    for (const Entry& entry : group.entries)
      if (!std::isfinite(entry.error)) return true;
  return false;
}

std::string shown(double value) { return std::isnan(value) ? "none" : shortest(value); }

using Rows = std::vector<std::vector<std::string>>;

void add_rows(Rows& rows, const std::vector<Group>& groups, bool with_errors) {
  for (const Group& group : groups)
    for (const Entry& entry : group.entries) {
      rows.push_back({(group.name.empty() ? "" : printable(group.name) + ": ") + printable(entry.name),
                      shown(entry.value)});
      if (with_errors) rows.back().push_back(shown(entry.error));
    }
}

}  // namespace

std::string json(const Report& report) {
  const std::vector<Group>& estimates = report.regression ? report.coefficients : report.parameters;
  Json out;
  out.begin('{').key("status").value(status_name(report)).key("message").value(report.message);
  out.key("nll").value(report.nll);
  if (report.regression) write(out, "coefficients", report.coefficients, &Entry::value);
  write(out, "standard_errors", estimates, &Entry::error);
  if (lacks_errors(estimates)) out.key("standard_errors_reason").value(report.errors_reason);
  out.key("scale").value(report.scale);
  write(out, "parameters", report.parameters, &Entry::value);
  out.key("n").value(report.n).key("aic").value(report.aic).key("bic").value(report.bic);
  if (!std::isfinite(report.aic)) out.key("criteria_reason").value(report.criteria_reason);
  out.key("deviance").value(report.deviance);
  out.key("iterations").value(report.iterations).key("starts").value(report.starts);
  if (!report.direction.empty()) write(out, "direction", report.direction, &Entry::value);
  if (!report.collinear.empty()) {
    out.key("collinear").begin('[');
    for (const std::string& name : report.collinear) out.value(name);
    out.end(']');
  }
  return out.end('}').text() + "\n";
}

std::string text(const Report& report) {
  const std::vector<Group>& estimates = report.regression ? report.coefficients : report.parameters;
  std::string out = std::string(status_name(report)) + ": " + report.message + "\n\n";

  Rows facts = {{"noise", std::string(report.model->name) + " (" + report.model->loss + ")"},
                {"n", shortest(report.n)},
                {"NLL", shown(report.nll)},
                {"AIC", shown(report.aic)},
                {"BIC", shown(report.bic)}};
  if (!std::isnan(report.deviance)) facts.push_back({"deviance", shown(report.deviance)});
  facts.push_back({"iterations", std::to_string(report.iterations)});
  if (report.starts > 1) facts.push_back({"best of", std::to_string(report.starts) + " starts"});
  out += aligned(facts) + "\n";

  Rows table = {{report.regression ? "coefficient" : "parameter", "estimate", "standard error"}};
  add_rows(table, estimates, true);
  out += aligned(table);
  if (report.regression && !report.parameters.empty() && !report.parameters[0].entries.empty()) {
    Rows parameters = {{"parameter", "value"}};
    add_rows(parameters, report.parameters, false);
    out += "\n" + aligned(parameters);
  }
  if (!report.direction.empty()) {
    Rows direction = {{"rises for ever along", ""}};
    add_rows(direction, report.direction, false);
    out += "\n" + aligned(direction);
  }
  if (!report.collinear.empty()) out += "\ncollinear with the ones before: " + listed(report.collinear) + "\n";
  if (lacks_errors(estimates) || !std::isfinite(report.aic)) out += "\n";
  if (lacks_errors(estimates)) out += "No standard error: " + report.errors_reason + ".\n";
  if (!std::isfinite(report.aic)) out += "No AIC or BIC: " + report.criteria_reason + ".\n";
  return out;
}

}  // namespace cli
