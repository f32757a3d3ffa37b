// The border to JavaScript, and the only file that knows of it: copies in, calls the core, copies out.
// A view of the wasm memory never leaves this file, because growth would detach it.
// Embind checks no types: web/core/engine.js does, before it calls.
// A failure gives NaN or undefined (neither is ever a result) and waits in failure().
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cstdint>
#include <string>
#include <vector>

#include "border.hpp"
#include "mle/clipping.hpp"
#include "mle/nll_options.hpp"
#include "mle/optimize.hpp"
#include "mle/special.hpp"
#include "mle/squared_error.hpp"
#include "mle/surface.hpp"

namespace border {

mle::Status last_failure;

Values copy_in(const val& array) {
  Values values(array["length"].as<unsigned>());
  val(emscripten::typed_memory_view(values.size(), values.data())).call<void>("set", array);
  return values;
}

val copy_out(std::span<const double> values) {  // slice copies
  return val(emscripten::typed_memory_view(values.size(), values.data())).call<val>("slice");
}

// Overflow is a failure too: NaN (infinity minus infinity) is never handed out.
static mle::Status check_numbers(std::span<const double> values) {
  return compiled_has_nan(values) ? mle::Status::overflow("theta", "leads to values beyond double precision")
                                  : mle::Status{};
}

val finish(const mle::Status& status, const Values& values) {
  last_failure = status.ok() ? check_numbers(values) : status;
  return last_failure.ok() ? copy_out(values) : val::undefined();
}

const mle::Model& model_at(int index) { return compiled_models()[static_cast<std::size_t>(index)]; }

val copy_out(const mle::Fit& fit) {
  val object = val::object();
  object.set("status", static_cast<int>(fit.status));
  object.set("theta", copy_out(fit.theta));
  object.set("nll", fit.nll);
  object.set("message", text(fit.message));
  object.set("iterations", fit.iterations);
  object.set("starts", fit.starts);
  return object;
}

}  // namespace border

namespace {

using namespace border;

val failure() {
  val object = val::object();
  object.set("overflow", last_failure.code == mle::Code::overflow);
  object.set("argument", text(last_failure.argument));
  object.set("rule", text(last_failure.rule));
  object.set("value", last_failure.value);
  return object;
}

template <class Names>
val list(const Names& names) {
  val array = val::array();
  for (const char* name : names) array.call<void>("push", text(name));
  return array;
}

val describe(const mle::Parameter& parameter) {
  val object = val::object();
  object.set("name", text(parameter.name));
  object.set("symbol", text(parameter.symbol));
  object.set("lower", parameter.lower);
  object.set("upper", parameter.upper);
  object.set("lowerOpen", parameter.lower_open);
  object.set("upperOpen", parameter.upper_open);
  object.set("start", parameter.start);
  object.set("sliderMin", parameter.slider_min);
  object.set("sliderMax", parameter.slider_max);
  object.set("rule", text(parameter.rule));
  object.set("role", text(mle::role_names[static_cast<int>(parameter.role)]));
  object.set("vector", parameter.vector);
  return object;
}

// Everything that the engine must know by name, in the order of the core's own tables.
val catalogue() {
  val models = val::array();
  for (const mle::Model& model : compiled_models()) {
    val parameters = val::array();
    for (const mle::Parameter& parameter : model.parameters) parameters.call<void>("push", describe(parameter));
    val object = val::object();
    object.set("name", text(model.name));
    object.set("loss", text(model.loss));
    object.set("link", text(mle::link_names[static_cast<int>(model.link)]));
    object.set("observation", text(mle::observation_names[static_cast<int>(model.observation)]));
    object.set("discrete", mle::is_discrete(model.observation));
    object.set("distribution", model.has_distribution());
    object.set("parameters", parameters);
    models.call<void>("push", object);
  }
  val object = val::object();
  object.set("models", models);
  object.set("quantities", list(mle::quantity_names));
  object.set("reductions", list(mle::reduction_names));
  object.set("units", list(mle::unit_names));
  object.set("methods", list(mle::method_names));
  object.set("fitStatuses", list(mle::fit_status_names));
  object.set("descentStatuses", list(mle::descent_status_names));
  return object;
}

// The sum or the mean, in nats: by far the most common, so without an array to put it in.
double nll(int model, val y, val theta, bool mean) {
  Input data(y);
  const Values parameters = copy_in(theta);
  last_failure = model_at(model).check_examined(data.column(), parameters);
  if (!last_failure.ok()) return NAN;
  const double sum = model_at(model).nll_sum(data, parameters);
  return mean ? sum / static_cast<double>(data.size()) : sum;
}

val nll_with(int model, val y, val theta, int reduction, int unit, double smoothing, double clip, val class_weights) {
  Input data(y);
  const Values weights = copy_in(class_weights);
  const auto put_together = static_cast<mle::Reduction>(reduction);
  Values out(put_together == mle::Reduction::none ? data.size() : 1);
  return finish(mle::nll(model_at(model), data, copy_in(theta),
                         {put_together, static_cast<mle::Unit>(unit), smoothing, clip, weights}, out), out);
}

val evaluate(int model, int quantity, val y, val theta) {
  Input data(y);
  const Values parameters = copy_in(theta);
  const mle::Status status = model_at(model).check_examined(data.column(), parameters);
  Values out(data.size());
  if (status.ok()) model_at(model).evaluate(static_cast<mle::Quantity>(quantity), data, parameters, out);
  return finish(status, out);
}

enum GradientForm { sum_form, mean_form, points_form };

val gradient(int model, val y, val theta, int form) {
  Input data(y);
  const Values parameters = copy_in(theta);
  const mle::Status status = model_at(model).check_examined(data.column(), parameters);
  Values out(parameters.size() * (form == points_form ? data.size() : 1));
  if (status.ok()) model_at(model).gradient(data, parameters, out);
  if (form == mean_form)
    for (double& g : out) g /= static_cast<double>(data.size());
  return finish(status, out);
}

val fit(int model, val y, int classes, val fixed) {
  mle::Fit fit;
  const Values held = copy_in(fixed);
  last_failure = model_at(model).fit(Input(y), {static_cast<std::size_t>(classes), held}, fit);
  return last_failure.ok() ? copy_out(fit) : val::undefined();
}

val curve(int model, val y, val theta, unsigned index, val grid) {
  const Values values = copy_in(grid);
  Values out(values.size());
  return finish(mle::curve(model_at(model), Input(y), copy_in(theta), index, values, out), out);
}

val product_curve(int model, val y, val theta, unsigned index, val grid, bool single) {
  const Values values = copy_in(grid);
  Values out(values.size());
  const auto precision = single ? mle::Precision::float32 : mle::Precision::float64;
  return finish(mle::product_curve(model_at(model), Input(y), copy_in(theta), index, values, precision, out), out);
}

val surface(int model, val y, val theta, unsigned i, val grid_i, unsigned j, val grid_j) {
  const Values values_i = copy_in(grid_i);
  const Values values_j = copy_in(grid_j);
  Values out(values_i.size() * values_j.size());
  return finish(mle::surface(model_at(model), Input(y), copy_in(theta), i, values_i, j, values_j, out), out);
}

val running_product(int model, val y, val theta, bool single) {
  Input data(y);
  Values out(data.size());
  const auto precision = single ? mle::Precision::float32 : mle::Precision::float64;
  return finish(mle::running_product(model_at(model), data, copy_in(theta), precision, out), out);
}

val running_log(int model, val y, val theta) {
  Input data(y);
  Values out(data.size());
  return finish(mle::running_log(model_at(model), data, copy_in(theta), out), out);
}

val descend(int model, val y, val start, int method, double step_size, int steps, bool mean, bool log_scale) {
  mle::Descent descent;
  last_failure = mle::descend(model_at(model), Input(y), copy_in(start),
                              {static_cast<mle::Method>(method), step_size, steps, mean, log_scale}, descent);
  if (!last_failure.ok()) return val::undefined();
  val object = val::object();
  object.set("status", static_cast<int>(descent.status));
  object.set("path", copy_out(descent.path));
  object.set("nll", copy_out(descent.nll));
  return object;
}

val sample(int model, val theta, unsigned n, double seed) {
  const Values parameters = copy_in(theta);
  Values out(model_at(model).check_sampling(parameters).ok() ? n : 0);
  mle::Random random(static_cast<std::uint64_t>(seed));
  return finish(model_at(model).sample(parameters, random, out), out);
}

val clipped(double y, double probability_or_logit, double eps, bool logit) {
  const mle::LossAndGradient result = logit ? mle::bernoulli_clipped_logit(y, probability_or_logit, eps)
                                            : mle::bernoulli_clipped(y, probability_or_logit, eps);
  const double pair[] = {result.nll, result.gradient};
  return copy_out(pair);
}

val clipped_curve(double y, val grid, double eps, bool logit) {
  const Values values = copy_in(grid);
  Values out(values.size());
  mle::bernoulli_clipped_curve(y, values, eps, logit ? mle::CoinCoordinate::logit : mle::CoinCoordinate::p, out);
  return copy_out(out);
}

val squared_error(val y, val prediction) {
  const Values data = copy_in(y);
  Values out(data.size());
  mle::squared_error(data, copy_in(prediction), out);
  return copy_out(out);
}

double mean_squared_error(val y, val prediction) { return mle::mean_squared_error(copy_in(y), copy_in(prediction)); }

// The losses, then the gradients.
val squared_error_logit(double y, val z) {
  const Values logits = copy_in(z);
  Values out(2 * logits.size());
  const std::span<double> both(out);
  mle::squared_error_logit(y, logits, both.first(logits.size()), both.last(logits.size()));
  return copy_out(out);
}

template <double function(double)>
val each(val x) {
  Values values = copy_in(x);
  for (double& v : values) v = function(v);
  return copy_out(values);
}

double exp_of(double x) { return mle::exp(x); }
double log_of(double x) { return mle::log(x); }

val softmax(val logits) {
  Values z = copy_in(logits);
  Values out(z.size());
  mle::softmax(z, out);
  return copy_out(out);
}

double log_sum_exp(val z) { return mle::log_sum_exp(copy_in(z)); }

val linspace(double a, double b, unsigned n) {
  Values out(n);
  mle::linspace(a, b, out);
  return copy_out(out);
}

}  // namespace

EMSCRIPTEN_BINDINGS(mle) {
  using emscripten::function;
  function("catalogue", &catalogue);
  function("failure", &failure);
  function("nll", &nll);
  function("nllWith", &nll_with);
  function("evaluate", &evaluate);
  function("gradient", &gradient);
  function("fit", &fit);
  function("curve", &curve);
  function("productCurve", &product_curve);
  function("surface", &surface);
  function("runningProduct", &running_product);
  function("runningLog", &running_log);
  function("descend", &descend);
  function("sample", &sample);
  function("clipped", &clipped);
  function("clippedCurve", &clipped_curve);
  function("areaInP", &mle::bernoulli_area_in_p);
  function("areaInLogit", &mle::bernoulli_area_in_logit);
  function("squaredError", &squared_error);
  function("meanSquaredError", &mean_squared_error);
  function("squaredErrorLogit", &squared_error_logit);
  function("exp", &each<exp_of>);
  function("log", &each<log_of>);
  function("sigmoid", &each<mle::sigmoid>);
  function("logit", &each<mle::logit>);
  function("softplus", &each<mle::log1p_exp>);
  function("toBits", &each<mle::to_bits>);
  function("softmax", &softmax);
  function("logSumExp", &log_sum_exp);
  function("logBinomial", &mle::log_binomial);
  function("linspace", &linspace);
}
