// The verbs: each does its work and gives the exit code, or throws BadInput.
#pragma once

#include "arguments.hpp"
#include "console.hpp"

namespace cli {

enum Exit { exit_done = 0, exit_unwritten = 1, exit_bad_input = 2, exit_not_converged = 3 };

int demo(Console& console);
int models(const Arguments& arguments, Console& console);
int nll(const Arguments& arguments, Console& console);
int fit(const Arguments& arguments, Console& console);

// The whole command. arguments: without the program's name.
int run(const std::vector<std::string>& arguments, Console& console);

}  // namespace cli
