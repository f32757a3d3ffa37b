// The native side of `build.sh bench`: answers "task repeats" on each line of its input with "nanoseconds value" (of CPU time).
// The rows are those of tests/bench/data.js.
#include <cstdio>
#include <ctime>
#include <functional>
#include <map>
#include <string>

#include "mle/kernels.hpp"
#include "mle/mle.hpp"

namespace {

using Values = std::vector<double>;
namespace kernels = mle::kernels;

struct Uniforms {
  std::uint64_t state;
  double operator()() {
    state = (state * 1103515245 + 12345) % (std::uint64_t{1} << 31);
    return static_cast<double>(state) * 0x1p-31;
  }
};

struct Rows {
  Values y, p, z, g;
  explicit Rows(std::size_t n) : y(n), p(n), z(n), g(n) {
    Uniforms u{1};
    for (std::size_t i = 0; i < n; ++i) {
      p[i] = 0.98 * u() + 0.01;
      y[i] = u() < p[i];
      z[i] = 8 * u() - 4;
      g[i] = 6 * u() - 3;
    }
  }
};

struct Softmax {
  Values c, logits;
  explicit Softmax(std::size_t n) : c(n), logits(10 * n) {
    Uniforms u{2};
    for (std::size_t i = 0; i < n; ++i) {
      c[i] = std::floor(10 * u());
      for (std::size_t j = 0; j < 10; ++j) logits[10 * i + j] = 6 * u() - 3;
    }
  }
};

struct Logistic {
  Values x, y;
  std::size_t n, d;
  Logistic(std::size_t rows, std::size_t columns) : x(rows * columns), y(rows), n(rows), d(columns) {
    Uniforms u{3};
    for (std::size_t i = 0; i < n; ++i) {
      double eta = 0;
      for (std::size_t j = 0; j < d; ++j) {
        x[j * n + i] = j == 0 ? 1 : 4 * u() - 2;
        eta += x[j * n + i] * (j % 2 == 0 ? 0.5 : -0.75);
      }
      y[i] = eta + 4 * u() - 2 > 0;
    }
  }
  double fit() const {
    Values beta(d);
    const kernels::LogisticFit fit = kernels::fit_logistic_fast({x, n, d}, y, beta);
    return fit.converged ? fit.nll : std::numeric_limits<double>::quiet_NaN();
  }
};

}  // namespace

int main() {
  const Rows few(10'000), rows(1'000'000);
  const Softmax softmax(100'000);
  const Logistic narrow(10'000, 2), middle(10'000, 5), wide(10'000, 10);
  const Values sample(rows.g.begin(), rows.g.begin() + 1000);
  Values mus(200), sigmas(200), cells(40'000);
  mle::linspace(-1, 1, mus);
  mle::linspace(0.5, 2, sigmas);
  const std::map<std::string, std::function<double()>> tasks = {
      {"sum", [&] { return kernels::count_ones(rows.g); }},
      {"bernoulli", [&] { return kernels::bernoulli_nll_sum(rows.y, rows.p); }},
      {"bernoulli-1e4", [&] { return kernels::bernoulli_nll_sum(few.y, few.p); }},
      {"gaussian", [&] { return mle::nll_sum<mle::Gaussian>(rows.g, Values{0.1, 1.2}); }},
      {"logits", [&] { return kernels::bernoulli_logit_nll_sum(rows.y, rows.z); }},
      {"softmax", [&] { return kernels::categorical_nll_sum(softmax.c, softmax.logits, 10); }},
      {"surface", [&] {
         const mle::Status status = mle::surface(*mle::find_model("gaussian"), sample, Values{0, 1}, 0, mus, 1, sigmas, cells);
         return status.ok() ? cells[0] : std::numeric_limits<double>::quiet_NaN();
       }},
      {"logistic-2", [&] { return narrow.fit(); }},
      {"logistic-5", [&] { return middle.fit(); }},
      {"logistic-10", [&] { return wide.fit(); }},
  };
  std::printf("ready\n");
  std::fflush(stdout);
  char name[64];
  long repeats;
  while (std::scanf("%63s %ld", name, &repeats) == 2) {
    const auto task = tasks.find(name);
    if (task == tasks.end()) return 2;
    double value = 0;
    const std::clock_t start = std::clock();
    for (long i = 0; i < repeats; ++i) value = task->second();
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::printf("%.1f %.17g\n", 1e9 * seconds / static_cast<double>(repeats), value);
    std::fflush(stdout);
  }
}
