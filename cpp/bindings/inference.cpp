// Profile likelihood, tests and intervals at the border to JavaScript; web/core/inference.js gives them names.
#include <emscripten/bind.h>

#include "border.hpp"
#include "mle/inference.hpp"

std::span<const mle::Model> compiled_models();  // models.cpp

namespace {

using namespace border;

enum Question { profile_question, test_question, interval_question };

val answer(const std::vector<double>& values, const char* reason) {
  val object = val::object();
  object.set("values", copy_out(values));
  object.set("reason", text(reason));
  return object;
}

// numbers: the grid of a profile, the value of a test, the level of an interval.
template <mle::InferenceTarget T>
val ask(const T& target, int question, mle::TestKind kind, std::span<const double> numbers) {
  if (question == profile_question) {
    std::vector<double> out(numbers.size());
    last_failure = mle::profile(target, numbers, out);
    return last_failure.ok() ? answer(out, "") : val::undefined();
  }
  if (question == test_question) {
    mle::Test test;
    last_failure = mle::test(target, kind, numbers[0], test);
    return last_failure.ok() ? answer({test.statistic, test.p_value}, test.reason) : val::undefined();
  }
  mle::Interval interval;
  last_failure = mle::interval(target, kind, numbers[0], interval);
  return last_failure.ok() ? answer({interval.lower, interval.upper}, interval.reason) : val::undefined();
}

// About parameter `index` of a model.
val infer_parameter(int index_of_model, val y, val fixed, unsigned index, int question, int kind, val numbers) {
  Input data(y);
  const Values held = copy_in(fixed), given = copy_in(numbers);
  mle::ParameterTarget target;
  last_failure = mle::ParameterTarget::make(compiled_models()[static_cast<std::size_t>(index_of_model)], data,
                                            {0, held}, index, target);
  return last_failure.ok() ? ask(target, question, static_cast<mle::TestKind>(kind), given) : val::undefined();
}

// About coefficient `index` of a regression.
val infer_coefficient(int index_of_model, val y, val x, unsigned predictors, val fixed, val weights, val offset,
                      bool intercept, unsigned index, int question, int kind, val numbers) {
  Input data(y);
  const Values matrix = copy_in(x), held = copy_in(fixed), weight = copy_in(weights), known = copy_in(offset);
  const Values given = copy_in(numbers);
  mle::CoefficientTarget target;
  last_failure = mle::CoefficientTarget::make(compiled_models()[static_cast<std::size_t>(index_of_model)], data,
                                              {matrix, predictors}, {held, weight, known, 0, 0, intercept}, index, target);
  return last_failure.ok() ? ask(target, question, static_cast<mle::TestKind>(kind), given) : val::undefined();
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle_inference) {
  emscripten::function("inferParameter", &infer_parameter);
  emscripten::function("inferCoefficient", &infer_coefficient);
}
