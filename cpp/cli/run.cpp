// From the arguments to the exit code.
#include <new>

#include "text.hpp"
#include "verbs.hpp"

namespace cli {

namespace {

int dispatch(const Arguments& arguments, Console& console) {
  if (arguments.verb == "demo") return demo(console);
  if (arguments.verb == "models") return models(arguments, console);
  if (arguments.verb == "nll") return nll(arguments, console);
  if (arguments.verb == "fit") return fit(arguments, console);
  print(console.out, arguments.text);
  return exit_done;
}

}  // namespace

int run(const std::vector<std::string>& arguments, Console& console) {
  try {
    const int code = dispatch(parse(arguments), console);
    if (std::fflush(console.out) == 0 && !std::ferror(console.out)) return code;
    print(console.err, "mle: the output could not be written\n");
    return exit_unwritten;
  } catch (const BadInput& error) {
    print(console.err, std::string("mle: ") + error.what() + "\n");
  } catch (const std::bad_alloc&) {
    print(console.err, "mle: the data are too large for this machine's memory\n");
  }
  return exit_bad_input;
}

}  // namespace cli
