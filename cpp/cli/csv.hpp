// Comma-separated values as people have them: RFC 4180 (quotes, doubled quotes, line breaks inside quotes), and
// any mix of LF, CRLF and CR, a byte order mark, blank lines, blanks around a field that is not quoted.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text.hpp"

namespace cli {

// Fills a piece of memory and tells how many bytes it read; 0 at the end.
using Source = std::function<std::size_t(char* to, std::size_t size)>;

class CsvReader {
 public:
  // name: of the file, for messages.
  CsvReader(Source source, std::string name) : source_(std::move(source)), name_(std::move(name)) {}

  // The next record that is not a blank line. False at the end. BadInput: a quote that does not close, text after one
  // that does, a record beyond all measure, UTF-16.
  bool next();

  // Of the last record, until the next call. A field that is not quoted is without the blanks around it.
  const std::vector<std::string_view>& fields() const { return fields_; }

  // "FILE:LINE" where the last record began.
  std::string place() const { return name_ + ":" + std::to_string(record_line_); }

 private:
  struct Extent {
    std::size_t begin, end;
  };

  bool fill();
  bool more() { return at_ < end_ || fill(); }
  void skip_mark();
  void skip_blanks();
  Extent read_plain();
  Extent read_quoted();
  bool take_line_break();

  Source source_;
  std::string name_;
  std::vector<char> buffer_;  // the record being read and what follows it
  std::size_t end_ = 0;       // of what was read into it
  std::size_t at_ = 0;        // the next byte in it
  std::size_t line_ = 1;      // where at_ stands
  std::size_t record_line_ = 1;
  bool started_ = false;
  std::vector<Extent> extents_;
  std::vector<std::string_view> fields_;
};

// The fields of one record in a text, as `--predictors 'a,"b, c"'` gives them; BadInput as above.
std::vector<std::string> split_record(std::string_view text, const std::string& name);

}  // namespace cli
