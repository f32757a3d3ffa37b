// The generator against an independent implementation, and samples bit for bit.
#include "golden/golden.hpp"
#include "support.hpp"

namespace {

// FNV-1a over the bits of the draws.
std::uint64_t fingerprint(const Values& values) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (double value : values) {
    std::uint64_t bits = mle::elementary::bits_of(value);
    for (int byte = 0; byte < 8; ++byte, bits >>= 8) hash = (hash ^ (bits & 0xff)) * 0x100000001b3ULL;
  }
  return hash;
}

}  // namespace

TEST_CASE("xoshiro256++ gives the words of an independent implementation") {
  for (const golden::RandomInteger& row : golden::random_integers) {
    mle::Random random(row.seed);
    for (int i = 0; i < row.position; ++i) random.next();
    CHECK(random.next() == row.value);
  }
}

TEST_CASE("uniforms stay inside (0, 1)") {
  mle::Random random(5);
  double least = 1, most = 0;
  for (int i = 0; i < 100000; ++i) {
    const double u = random.uniform();
    least = std::fmin(least, u);
    most = std::fmax(most, u);
  }
  CHECK(least > 0);
  CHECK(least < 1e-4);
  CHECK(most < 1);
  CHECK(most > 1 - 1e-4);
}

TEST_CASE("Gaussians agree with the polar method done in exact arithmetic") {
  for (const golden::RandomGaussian& row : golden::random_gaussians) {
    mle::Random random(row.seed);
    for (int i = 0; i < row.position; ++i) random.gaussian();
    const double got = random.gaussian();
    INFO("seed ", row.seed, " position ", row.position);
    CHECK(near(got, row.value, 4e-16));
  }
}

TEST_CASE("samples have the same bits under every compiler, native and wasm") {
  struct Recorded {
    const char* model;
    Values theta;
    std::uint64_t fingerprint;
  };
  // Recorded once from this code: these tell whether two builds agree, not whether the samples are right
  // (their moments do that, in contract_test.cpp).
  const Recorded all[] = {
      {"bernoulli", {0.3}, 5788780294779886917ull},
      {"bernoulli-logit", {-1.2}, 1955387386206189432ull},
      {"categorical", {0, 1, -2}, 4017960937353237624ull},
      {"gaussian", {1.5, 0.25}, 837466747959097032ull},
      {"laplace", {-2, 3}, 14309547796494447019ull},
      {"poisson", {0.61}, 41153553873060364ull},
      {"poisson", {1234.5}, 4970228236328386015ull},
  };
  for (const Recorded& recorded : all) {
    INFO(std::string(recorded.model));
    CHECK(fingerprint(sample(model_named(recorded.model), recorded.theta, 5000, 2024)) == recorded.fingerprint);
  }
}

TEST_CASE("every draw is an observation that the model accepts, or the parameter is refused") {
  const mle::Model& counts = model_named("poisson");
  const double most = 0x1p52;
  const Values draws = sample(counts, {most}, 1000, 1);
  CHECK(counts.check(draws, Values{most}).ok());
  double mean = 0, squares = 0;
  for (double y : draws) mean += (y - most) / 1000;
  for (double y : draws) squares += (y - most - mean) * (y - most - mean) / 999;
  CHECK(std::fabs(mean) < 5 * std::sqrt(most / 1000));
  CHECK(std::fabs(squares / most - 1) < 5 * std::sqrt(2.0 / 1000));

  Values out(50);
  for (double rate : {std::nextafter(most, mle::infinity), 0x1p53, 1e17, 1e300}) {
    mle::Random random(1);
    const mle::Status status = counts.sample(Values{rate}, random, out);
    CHECK(status.code == mle::Code::invalid);
    CHECK(std::string(status.argument) == "rate");
    CHECK(std::string(status.rule).rfind("must be at most 2^52", 0) == 0);
    CHECK(status.value == rate);
  }
  for (const char* name : {"gaussian", "laplace"}) {
    mle::Random random(1);
    CHECK(model_named(name).sample(Values{0, 1.7e308}, random, out).code == mle::Code::overflow);
    CHECK(std::string(model_named(name).sample(Values{0, 0}, random, out).rule) == "must be above 0 and finite");
  }
}

TEST_CASE("samples at the edges of the parameters") {
  CHECK(sample(model_named("bernoulli"), {0}, 3, 1) == Values{0, 0, 0});
  CHECK(sample(model_named("bernoulli"), {1}, 3, 1) == Values{1, 1, 1});
  CHECK(sample(model_named("bernoulli-logit"), {-1000}, 3, 1) == Values{0, 0, 0});
  CHECK(sample(model_named("categorical"), {0, 800}, 3, 1) == Values{1, 1, 1});
  CHECK(sample(model_named("poisson"), {0}, 3, 1) == Values{0, 0, 0});
}
