// The whole command: lines of arguments, an empty line, then the file that any path opens.
#include <algorithm>

#include "console.hpp"
#include "fuzz.hpp"
#include "verbs.hpp"

namespace {

struct Outcome {
  int code;
  std::string out, err;
};

Outcome run(const std::vector<std::string>& arguments, std::string file) {
  char* out = nullptr;
  char* err = nullptr;
  std::size_t out_size = 0, err_size = 0;
  cli::Console console{
      [&file](const std::string&) { return fmemopen(file.data(), file.size(), "rb"); },
      open_memstream(&out, &out_size), open_memstream(&err, &err_size), false};
  Outcome outcome{cli::run(arguments, console), "", ""};
  std::fclose(console.out);
  std::fclose(console.err);
  outcome.out.assign(out, out_size);
  outcome.err.assign(err, err_size);
  std::free(out);
  std::free(err);
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> arguments;
  std::size_t at = 0;
  while (at < text.size() && text[at] != '\n') {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    arguments.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  const Outcome outcome = run(arguments, at < text.size() ? text.substr(at + 1) : "");

  const bool has = outcome.out.size() > 0;
  fuzz::require(outcome.code == 0 || outcome.code == 2 || outcome.code == 3, "the exit code is 0, 2 or 3");
  fuzz::require(has == (outcome.code != 2), "an answer on stdout, or bad input");
  fuzz::require(outcome.code != 2 || outcome.err.starts_with("mle: "), "bad input is explained");
  fuzz::require(outcome.err.find_first_of("\x1b\r") == std::string::npos, "no control characters in messages");
  if (outcome.out.starts_with("{\"status\":\"converged\""))
    fuzz::require(outcome.out.find("\"nll\":null") == std::string::npos, "a converged fit has an NLL");
  fuzz::require(outcome.out.find("nan") == std::string::npos || !outcome.out.starts_with("{"), "no nan in JSON");
  return 0;
}
