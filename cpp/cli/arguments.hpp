// The command line, parsed and not yet judged: every value is text until its verb reads it.
#pragma once

#include <string>
#include <vector>

namespace cli {

struct Arguments {
  std::string verb;  // demo, models, nll, fit; empty: only `text` is to be shown
  std::string text;  // the help or version asked for

  bool json = false;
  std::string data, noise;
  std::vector<std::string> set;  // name=value, as often as given

  std::string column, reduction = "sum", unit = "nats", smoothing, clip, class_weights, labels;  // nll; empty: not given

  std::string response, predictors, l2, weights;  // fit; empty: not given
};

// arguments: without the program's name. BadInput for whatever the parser refuses, the option named.
Arguments parse(std::vector<std::string> arguments);

}  // namespace cli
