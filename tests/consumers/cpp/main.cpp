// What a stranger writes first. Every kind of consumer compiles this and prints the same two lines.
#include <cstdio>
#include <mle/mle.hpp>

int main() {
  const double y[] = {2.0, 1.0, 4.5};
  const double theta[] = {1.5, 1.0};
  std::printf("%.16g\n", mle::nll_sum<mle::Gaussian>(y, theta));
  const mle::Model* model = mle::find_model("gaussian");
  mle::Fit fit;
  if (!model->fit(y, {}, fit).ok()) return 1;
  std::printf("%s %g\n", mle::fit_status_names[static_cast<int>(fit.status)], fit.theta[0]);
}
