// What a fit tells, as JSON (cpp/REFERENCE.md) and as text.
#pragma once

#include <string>
#include <vector>

#include "mle/model.hpp"

namespace cli {

// A number with its name; NaN: none.
struct Entry {
  std::string name;
  double value, error;
};

// Entries under the name of a class; without a name, on their own.
struct Group {
  std::string name;
  std::vector<Entry> entries;
};

// Every field as in the reference's table. value and error of a group's entries: estimate and standard error.
struct Report {
  const mle::Model* model = nullptr;
  mle::FitStatus status = mle::FitStatus::converged;
  std::string message;
  double nll = 0;
  bool regression = false;
  std::vector<Group> coefficients;  // of a regression
  std::vector<Group> parameters;    // a group of no name, or "logits"
  std::string errors_reason;
  double scale = 0;  // NaN: none
  double n = 0, aic = 0, bic = 0, deviance = 0;
  std::string criteria_reason;
  int iterations = 0, starts = 1;
  std::vector<Group> direction;  // value alone; empty: none
  std::vector<std::string> collinear;
};

std::string json(const Report& report);
std::string text(const Report& report);

}  // namespace cli
