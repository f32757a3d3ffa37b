#include "data.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <memory>
#include <numeric>
#include <unordered_map>

#include "csv.hpp"

namespace cli {

namespace {

// In the order of mle::Observation.
constexpr const char* rules[] = {"must be 0 or 1",
                                 "must be a label",
                                 "must be a finite number",
                                 "must be a finite number from 0",
                                 "must be a finite number above 0",
                                 "must be a whole number from 0 to 2^53"};

struct Close {
  void operator()(std::FILE* file) const {
    if (file != stdin) std::fclose(file);
  }
};
using File = std::unique_ptr<std::FILE, Close>;

std::size_t size_of(std::FILE* file) {
  if (std::fseek(file, 0, SEEK_END) != 0) return 0;
  const long size = std::ftell(file);
  std::rewind(file);
  return size > 0 ? static_cast<std::size_t>(size) : 0;
}

std::string place_of(const CsvReader& reader, const std::string& column) {
  return reader.place() + ": column " + in_quotes(column);
}

// Labels to the indices of the order in which they are first met.
class Labels {
 public:
  double index(const std::string& text) {
    const auto [entry, is_new] = indices_.try_emplace(text, indices_.size());
    if (is_new) {
      names_.push_back(text);
      numbers_ = numbers_ && parse_number(text);
    }
    return static_cast<double>(entry->second);
  }

  // The labels sorted, the column's indices pointing to them.
  void finish(Column& column) const {
    std::vector<std::size_t> order(names_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return numbers_ ? number(a) < number(b) : names_[a] < names_[b];
    });
    std::vector<double> moved(names_.size());
    for (const std::size_t old : order) {
      const std::string name = numbers_ ? shortest(number(old) + 0.0) : names_[old];  // -0 is 0
      if (column.labels.empty() || column.labels.back() != name) column.labels.push_back(name);
      moved[old] = static_cast<double>(column.labels.size() - 1);
    }
    for (double& value : column.values) value = moved[static_cast<std::size_t>(value)];
  }

 private:
  double number(std::size_t index) const { return *parse_number(names_[index]); }

  std::unordered_map<std::string, std::size_t> indices_;
  std::vector<std::string> names_;
  bool numbers_ = true;
};

// Where each wanted column stands in the header.
std::vector<std::size_t> find_columns(const CsvReader& reader, const std::vector<Wanted>& wanted) {
  const std::vector<std::string> header(reader.fields().begin(), reader.fields().end());
  std::vector<std::size_t> places;
  for (const Wanted& column : wanted) {
    const auto found = std::find(header.begin(), header.end(), column.name);
    if (found == header.end()) {
      const bool semicolons = header.size() == 1 && header[0].find(';') != std::string::npos;
      const bool tabs = header.size() == 1 && header[0].find('\t') != std::string::npos;
      if (semicolons || tabs)
        throw BadInput(reader.place() + ": columns must be separated by commas, not by " +
                       (tabs ? "tabs" : "semicolons") + ": the header is " + in_quotes(header[0]));
      throw BadInput(reader.place() + ": there is no column " + in_quotes(column.name) + " among " + listed(header));
    }
    if (std::find(found + 1, header.end(), column.name) != header.end())
      throw BadInput(place_of(reader, column.name) + " stands there twice");
    if (!is_utf8(column.name)) throw BadInput(place_of(reader, column.name) + ": the name must be UTF-8");
    places.push_back(static_cast<std::size_t>(found - header.begin()));
  }
  return places;
}

double read_value(const CsvReader& reader, const Wanted& column, std::string_view text) {
  const std::string_view rule = rules[static_cast<std::size_t>(column.kind)];
  const auto refuse = [&](std::string_view broken) {
    return BadInput(place_of(reader, column.name) + ": " + in_quotes(text) + " " + std::string(broken));
  };
  const std::optional<double> value = parse_number(text);
  if (!value) throw refuse(column.kind == mle::Observation::binary ? rule : "must be a number");
  if (!mle::check_observations(column.kind, {&*value, 1}, 0).ok()) throw refuse(rule);
  return *value;
}

// "inf" and "nan" are no labels: they are what is left of a calculation that failed.
void check_label(const CsvReader& reader, const Wanted& column, std::string_view text) {
  const std::optional<double> number = parse_number(text);
  if (number && !std::isfinite(*number))
    throw BadInput(place_of(reader, column.name) + ": " + in_quotes(text) + " must be a label or a finite number");
  if (!is_utf8(text)) throw BadInput(place_of(reader, column.name) + ": " + in_quotes(text) + " must be UTF-8");
}

bool is_missing(std::string_view text) { return text.empty() || text == "NA"; }

// A comma at the end of a row is forgiven.
bool has_shape(const std::vector<std::string_view>& fields, std::size_t columns) {
  return fields.size() == columns || (fields.size() == columns + 1 && fields.back().empty());
}

}  // namespace

Data read_data(Console& console, const std::string& path, const std::vector<Wanted>& wanted, bool progress) {
  const std::string name = path == "-" ? "<stdin>" : path;
  const File file(console.open(path));
  if (!file) throw BadInput(printable(name) + ": " + std::strerror(errno));
  std::optional<Progress> line(std::in_place, console, progress);
  const std::size_t size = size_of(file.get());
  std::size_t bytes = 0;
  const Source source = [&](char* to, std::size_t room) {
    const std::size_t got = std::fread(to, 1, room, file.get());
    if (std::ferror(file.get())) throw BadInput(printable(name) + ": " + std::strerror(errno));
    bytes += got;
    line->show("reading " + printable(name) + ": " +
              (size > 0 ? std::to_string(100 * bytes / size) + " %" : std::to_string(bytes >> 20) + " MiB"));
    return got;
  };

  CsvReader reader(source, printable(name));
  if (!reader.next()) throw BadInput(printable(name) + ": is empty: it must begin with a line of column names");
  const std::size_t columns = reader.fields().size();
  const std::vector<std::size_t> places = find_columns(reader, wanted);

  Data data;
  data.columns.resize(wanted.size());
  std::vector<Labels> labels(wanted.size());
  std::vector<double> row(wanted.size());
  while (reader.next()) {
    const auto& fields = reader.fields();
    if (!has_shape(fields, columns))
      throw BadInput(reader.place() + ": must have " + std::to_string(columns) + " columns as the header has, not " +
                     std::to_string(fields.size()));
    bool missing = false;
    for (std::size_t j = 0; j < wanted.size(); ++j) {
      const std::string_view text = fields[places[j]];
      if (is_missing(text)) missing = true;
      else if (wanted[j].kind == mle::Observation::class_index) check_label(reader, wanted[j], text);
      else row[j] = read_value(reader, wanted[j], text);
    }
    if (missing) {
      data.dropped.push_back(data.rows + data.dropped.size());
      continue;
    }
    // Only now: a label that stands in dropped rows alone is none of the classes.
    for (std::size_t j = 0; j < wanted.size(); ++j)
      if (wanted[j].kind == mle::Observation::class_index) row[j] = labels[j].index(std::string(fields[places[j]]));
    for (std::size_t j = 0; j < wanted.size(); ++j) data.columns[j].values.push_back(row[j]);
    ++data.rows;
  }
  for (std::size_t j = 0; j < wanted.size(); ++j)
    if (wanted[j].kind == mle::Observation::class_index) labels[j].finish(data.columns[j]);
  line.reset();  // before anything else is written
  if (!data.dropped.empty())
    print(console.err, "mle: " + printable(name) + ": " + std::to_string(data.dropped.size()) +
                           (data.dropped.size() == 1 ? " row" : " rows") + " dropped: a column used is empty or NA\n");
  if (data.rows == 0) throw BadInput(printable(name) + ": there must be at least one row with every column used");
  return data;
}

}  // namespace cli
