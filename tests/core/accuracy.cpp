// mle_accuracy: prints cpp/ACCURACY.md. `mle_accuracy where` prints where each function's worst error is instead.
#include "accuracy.hpp"

#include <cstring>

int main(int count, char** arguments) {
  const std::vector<accuracy::Section> sections = accuracy::sections();
  if (count > 1 && std::strcmp(arguments[1], "where") == 0) {
    for (const accuracy::Section& section : sections)
      for (const accuracy::Row& row : section.rows)
        std::printf("%s: %.3g (limit %g) at %s\n", row.function.c_str(), row.worst, row.limit, row.at.c_str());
    return 0;
  }
  std::fputs(accuracy::page(sections).c_str(), stdout);
  return 0;
}
