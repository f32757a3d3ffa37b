// The command `mle`.
#include <unistd.h>

#include "verbs.hpp"

int main(int count, char** arguments) {
  cli::Console console{
      [](const std::string& path) { return path == "-" ? stdin : std::fopen(path.c_str(), "rb"); },
      stdout, stderr, isatty(STDERR_FILENO) != 0};
  return cli::run({arguments + (count > 0), arguments + count}, console);
}
