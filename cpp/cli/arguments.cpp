#include "arguments.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "text.hpp"

namespace cli {

namespace {

// A variable of the shell that is not set would otherwise pass for an option that is not given.
const CLI::Validator filled{[](const std::string& value) { return std::string(value.empty() ? "must not be empty" : ""); }, ""};

void add_data(CLI::App& verb, Arguments& to) {
  verb.add_option("--data", to.data, "CSV file with a line of column names; - reads from standard input")
      ->required()
      ->type_name("FILE");
}

void add_noise(CLI::App& verb, Arguments& to, const char* set_text) {
  verb.add_option("--noise", to.noise, "the noise model: see mle models")->required()->type_name("NAME");
  verb.add_option("--set", to.set, set_text)->type_name("PARAMETER=VALUE")->expected(1)->take_all()->allow_extra_args(false);
}

void add_json(CLI::App& verb, Arguments& to) { verb.add_flag("--json", to.json, "print JSON"); }

void add_nll(CLI::App& app, Arguments& to) {
  CLI::App& verb = *app.add_subcommand("nll", "the negative log-likelihood of a column under one model");
  add_noise(verb, to, "a parameter's value, once for each; logits take a list: --set logits=0,1,2");
  add_data(verb, to);
  verb.add_option("--column", to.column, "the column with the observations")->required()->type_name("NAME");
  verb.add_option("--labels", to.labels,
                  "the classes' labels in the order of the logits; unless said, the column's labels, sorted")
      ->type_name("A,B,...")->check(filled);
  verb.add_option("--reduction", to.reduction,
                  "sum (unless said), mean, or none: one value for each row of the file, NA where it is empty or NA")
      ->check(CLI::IsMember({"sum", "mean", "none"}));
  verb.add_option("--unit", to.unit, "nats (natural log, unless said) or bits")
      ->check(CLI::IsMember({"nats", "bits"}));
  verb.add_option("--smoothing", to.smoothing, "labels mixed with uniform ones: their share, from 0 to 1")->type_name("A")->check(filled);
  verb.add_option("--clip", to.clip, "holds the classes' probabilities from EPS to 1 - EPS")->type_name("EPS")->check(filled);
  verb.add_option("--class-weights", to.class_weights, "a weight for each class, in their order")->type_name("W,W,...")->check(filled);
  add_json(verb, to);
}

void add_fit(CLI::App& app, Arguments& to) {
  CLI::App& verb = *app.add_subcommand("fit", "the maximum likelihood estimate: of a model, or of a regression under it");
  add_data(verb, to);
  verb.add_option("--response", to.response, "the column with the observations")->required()->type_name("NAME");
  verb.add_option("--predictors", to.predictors, "columns of the linear predictor, separated by commas")
      ->type_name("A,B,C")->check(filled);
  add_noise(verb, to, "holds a parameter at a value, once for each");
  verb.add_option("--l2", to.l2,
                  "adds X/2 times the sum of squared coefficients to the NLL; not for laplace and asymmetric-laplace")
      ->type_name("X")->check(filled);
  verb.add_option("--weights", to.weights, "column of frequencies: a row of weight w counts as w rows; whole numbers, with predictors any from 0")
      ->type_name("NAME")->check(filled);
  add_json(verb, to);
}

}  // namespace

Arguments parse(std::vector<std::string> arguments) {
  Arguments to;
  CLI::App app("Maximum likelihood: noise models, their negative log-likelihood, and fits.", "mle");
  app.set_help_flag("-h,--help", "this text");
  app.set_version_flag("--version", "mle " MLE_VERSION "\n", "the version");
  app.require_subcommand(0, 1);
  app.footer("Exit code: 0 done and converged, 3 a fit with another status, 2 bad input.");
  app.add_subcommand("demo", "the worked numbers of the lesson");
  add_json(*app.add_subcommand("models", "every noise model with its parameters"), to);
  add_nll(app, to);
  add_fit(app, to);
  CLI::App& help = *app.add_subcommand("help", "this text, or that of a verb");
  std::string topic;
  help.add_option("verb", topic)->check(CLI::IsMember({"demo", "models", "nll", "fit", "help"}));

  const std::string overview = app.help();  // once a verb is parsed, this would be the verb's
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  try {
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    const auto asked = app.get_subcommands();
    to.text = asked.empty() ? overview : asked[0]->help("mle");
    return to;
  } catch (const CLI::CallForVersion&) {
    to.text = app.version();
    return to;
  } catch (const CLI::ParseError& error) {
    throw BadInput(printable(error.what()));
  }
  const auto asked = app.get_subcommands();
  if (asked.empty() || asked[0] == &help) to.text = topic.empty() ? overview : app.get_subcommand(topic)->help("mle");
  else to.verb = asked[0]->get_name();
  return to;
}

}  // namespace cli
