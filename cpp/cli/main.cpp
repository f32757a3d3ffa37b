// The command `mle`.
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "mle/mle.hpp"

namespace {

constexpr int bad_input = 2;

void print(std::string_view text, std::FILE* file = stdout) { std::fwrite(text.data(), 1, text.size(), file); }

// The shortest text that reads back to the same double.
std::string shortest(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

void usage(std::FILE* file) {
  print("usage: mle <verb>\n\n"
        "  demo   the worked numbers of the lesson\n"
        "  help   this text\n",
        file);
}

void line(std::string_view label, double value) {
  print(label);
  print(": " + shortest(value) + "\n");
}

// One observation under one model, as the lesson's code section works it.
int demo() {
  const double one = 1, probability = 0.8;
  const double coin_nll = mle::nll_sum<mle::Bernoulli>({&one, 1}, {&probability, 1});
  line("log-likelihood (y=1, p=0.8)", -coin_nll);
  line("loss (y=1, p=0.8)", coin_nll);
  line("Bernoulli NLL (y=1, p=0.8)", coin_nll);

  const double y = 2.0;
  const double bell[] = {1.5, 1};  // mu, sigma
  line("Gaussian NLL (y=2.0, mu=1.5, sigma=1), quadratic part", mle::Gaussian(bell).misfit(y));
  line("Gaussian NLL (y=2.0, mu=1.5, sigma=1), whole", mle::nll_sum<mle::Gaussian>({&y, 1}, bell));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view verb = count > 1 ? arguments[1] : "help";
  if (count > 2) {
    print("mle: " + std::string(verb) + " takes no arguments, got \"" + arguments[2] + "\"\n", stderr);
    return bad_input;
  }
  if (verb == "demo") return demo();
  if (verb == "help" || verb == "-h" || verb == "--help") {
    usage(stdout);
    return 0;
  }
  print("mle: unknown verb \"" + std::string(verb) + "\"\n\n", stderr);
  usage(stderr);
  return bad_input;
}
