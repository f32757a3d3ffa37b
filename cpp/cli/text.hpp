// Numbers and words as the command reads and writes them.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cli {

// What the user gave is wrong: exit code 2, the message on stderr.
struct BadInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The shortest text that reads back to the same double; inf, -inf and nan where it is not finite.
std::string shortest(double value);

// A decimal number that fills the whole text; "inf" and "nan" are numbers here, and a number beyond double
// precision is none.
std::optional<double> parse_number(std::string_view text);

// The number in text, or BadInput: where, the value and the rule. Finite numbers only.
double finite_number(std::string_view text, const std::string& where);

// In double quotes, on one line, cut where it is long: for messages.
std::string in_quotes(std::string_view text);

// Without control characters: a column's name must not steer the terminal.
std::string printable(std::string_view text);

bool is_utf8(std::string_view text);

// "a", "b", ...: the first of them, where there are many.
std::string listed(const std::vector<std::string>& names);

// Rows of cells in aligned columns, two spaces apart.
std::string aligned(const std::vector<std::vector<std::string>>& rows);

}  // namespace cli
