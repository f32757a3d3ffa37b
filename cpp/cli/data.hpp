// The columns of a file that a verb uses, as numbers.
#pragma once

#include <string>
#include <vector>

#include "console.hpp"
#include "mle/parameter.hpp"

namespace cli {

// A column and what it may hold. class_index: labels of any kind, given as indices into Column::labels.
struct Wanted {
  std::string name;
  mle::Observation kind;
};

struct Column {
  std::vector<double> values;
  std::vector<std::string> labels;  // of a label column: sorted, as numbers where all of them are (then in shortest
                                    // form, and 1 and 1.0 are the same)
};

struct Data {
  std::vector<Column> columns;  // as wanted
  std::size_t rows = 0;
  std::vector<std::size_t> dropped;  // which rows of the file, the first 0, were left out
};

// Rows in which a wanted column is empty or NA are left out, and counted on the console.
// BadInput: a file that cannot be read or is no CSV, a wanted column that is not there or there twice, rows of unequal
// length, a value against its column's rule, no rows left.
Data read_data(Console& console, const std::string& path, const std::vector<Wanted>& wanted, bool progress);

}  // namespace cli
