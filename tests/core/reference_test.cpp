// cpp/REFERENCE.md says what the code says: names, parameters, losses, links, statuses.
#include <fstream>
#include <sstream>

#include "support.hpp"

namespace {

std::string page() {
  std::ifstream input(MLE_REFERENCE);
  REQUIRE(input.good());
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

using Cells = std::vector<std::string>;

// The rows of the table under a heading; "|" inside a cell is written "\|". The heading row and the rule are left out.
std::vector<Cells> rows_under(const std::string& heading) {
  const std::string text = page();
  const std::size_t start = text.find(heading + "\n");
  REQUIRE(start != std::string::npos);
  std::istringstream lines(text.substr(start));
  std::vector<Cells> rows;
  std::string line;
  while (std::getline(lines, line)) {
    if (line.empty() || line[0] != '|') {
      if (rows.empty()) continue;
      break;
    }
    Cells cells;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
      if (line[i] == '\\' && i + 1 < line.size()) cell += line[++i];
      else if (line[i] == '|') {
        const std::size_t first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
        cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
        cell.clear();
      } else cell += line[i];
    }
    rows.push_back(cells);
  }
  REQUIRE(rows.size() > 2);
  return {rows.begin() + 2, rows.end()};
}

Cells row_of(const std::vector<Cells>& rows, const std::string& first) {
  for (const Cells& cells : rows)
    if (cells[0] == first) return cells;
  FAIL_CHECK("no row for ", first);
  return Cells(6);
}

std::string code(const std::string& text) { return "`" + text + "`"; }

// "[0, 1]", "(0, ∞)", "real"
std::string domain(const mle::Parameter& parameter) {
  const auto number = [](double x) {
    std::ostringstream text;
    if (std::isinf(x)) text << "∞";
    else text << x;
    return text.str();
  };
  if (std::isinf(parameter.lower)) return parameter.vector ? "real, at least two" : "real";
  return (parameter.lower_open ? "(" : "[") + number(parameter.lower) + ", " + number(parameter.upper) +
         (parameter.upper_open ? ")" : "]");
}

std::string shown(double x) {
  std::ostringstream text;
  text << x;
  return text.str();
}

}  // namespace

TEST_CASE("the reference page lists every noise model") {
  const std::vector<Cells> rows = rows_under("## Noise models");
  CHECK(rows.size() == mle::models.size());
  for (const mle::Model& model : mle::models) {
    INFO(std::string(model.name));
    const Cells cells = row_of(rows, code(model.name));
    for (const mle::Parameter& parameter : model.parameters)
      CHECK(cells[1].find(code(parameter.name)) != std::string::npos);
    CHECK(cells[4].rfind(model.loss, 0) == 0);
    CHECK(cells[5].rfind(mle::link_names[static_cast<int>(model.link)], 0) == 0);
  }
}

TEST_CASE("the reference page lists every parameter") {
  const std::vector<Cells> rows = rows_under("### Parameters");
  std::size_t parameters = 0;
  for (const mle::Model& model : mle::models)
    for (const mle::Parameter& parameter : model.parameters) {
      ++parameters;
      INFO(std::string(model.name), " ", std::string(parameter.name));
      const Cells cells = row_of(rows, code(model.name) + " " + code(parameter.name));
      CHECK(cells[1] == domain(parameter));
      CHECK(cells[2] == shown(parameter.start));
      CHECK(cells[3] == shown(parameter.slider_min) + " to " + shown(parameter.slider_max));
      CHECK(cells[4] == mle::role_names[static_cast<int>(parameter.role)]);
    }
  CHECK(rows.size() == parameters);
}

TEST_CASE("the reference page lists every status with its exit code") {
  const std::vector<Cells> rows = rows_under("## Statuses of a fit");
  REQUIRE(rows.size() == std::size(mle::fit_status_names));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i][0] == code(mle::fit_status_names[i]));
    CHECK(rows[i][2] == (i == 0 ? "0" : "3"));
  }
}
