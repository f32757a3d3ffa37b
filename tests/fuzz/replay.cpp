// Stands in for libFuzzer: runs each file named on the command line, once.
#include <fstream>
#include <iterator>

#include "fuzz.hpp"

int main(int count, char** arguments) {
  fuzz::require(count > 1, "the corpus has files");
  for (int i = 1; i < count; ++i) {
    std::fprintf(stderr, "%s\n", arguments[i]);  // the last line tells which file it was
    std::ifstream file(arguments[i], std::ios::binary);
    fuzz::require(file.good(), "the file can be read");
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  }
}
