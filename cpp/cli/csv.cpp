#include "csv.hpp"

#include <algorithm>
#include <cstring>

namespace cli {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;
// A quote that is never closed must not swallow a file larger than the memory.
constexpr std::size_t longest_record = std::size_t{1} << 26;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

// Called with everything read used up or part of the record being read.
bool CsvReader::fill() {
  if (end_ > longest_record)
    throw BadInput(place() + ": this line does not end within 64 MiB (is a quote open, or is this no text file?)");
  if (buffer_.size() - end_ < block_size) buffer_.resize(2 * buffer_.size() + 2 * block_size);
  const std::size_t got = source_(buffer_.data() + end_, block_size);
  end_ += got;
  return got > 0;
}

void CsvReader::skip_mark() {
  while (end_ < 3 && fill()) {
  }
  const std::string_view text(buffer_.data(), end_);
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    throw BadInput(name_ + ": this is UTF-16: save it as UTF-8");
  if (text.starts_with("\xef\xbb\xbf")) at_ = 3;
}

void CsvReader::skip_blanks() {
  while (more() && is_blank(buffer_[at_])) ++at_;
}

CsvReader::Extent CsvReader::read_plain() {
  const std::size_t begin = at_;
  const auto ends = [](char c) { return c == ',' || c == '\n' || c == '\r'; };
  do {
    while (at_ < end_ && !ends(buffer_[at_])) ++at_;
  } while (at_ == end_ && fill());
  std::size_t end = at_;
  while (end > begin && is_blank(buffer_[end - 1])) --end;
  return {begin, end};
}

// From the opening quote. The text is moved together over the doubled quotes, in place.
CsvReader::Extent CsvReader::read_quoted() {
  const std::size_t opened = line_;
  const std::size_t begin = ++at_;
  std::size_t end = begin;
  for (;;) {
    if (!more()) throw BadInput(name_ + ":" + std::to_string(opened) + ": a quote is opened and not closed");
    const char c = buffer_[at_++];
    if (c == '"') {
      if (!more() || buffer_[at_] != '"') break;
      ++at_;
    }
    if (c == '\n' || (c == '\r' && !(more() && buffer_[at_] == '\n'))) ++line_;
    buffer_[end++] = c;
  }
  skip_blanks();
  if (more() && buffer_[at_] != ',' && buffer_[at_] != '\n' && buffer_[at_] != '\r')
    throw BadInput(name_ + ":" + std::to_string(line_) +
                   ": text follows a closing quote (a quote inside a quoted field is written twice)");
  return {begin, end};
}

bool CsvReader::take_line_break() {
  if (!more()) return true;
  if (buffer_[at_] == ',') return false;
  const bool carriage_return = buffer_[at_++] == '\r';
  if (carriage_return && more() && buffer_[at_] == '\n') ++at_;
  ++line_;
  return true;
}

bool CsvReader::next() {
  if (!started_) skip_mark();
  started_ = true;
  for (;;) {
    if (at_ >= block_size || at_ == end_) {
      std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
      end_ -= at_;
      at_ = 0;
    }
    record_line_ = line_;
    if (!more()) return false;
    extents_.clear();
    bool quotes = false;
    for (;;) {
      skip_blanks();
      const bool quote = more() && buffer_[at_] == '"';
      quotes = quotes || quote;
      extents_.push_back(quote ? read_quoted() : read_plain());
      if (take_line_break()) break;
      ++at_;  // the comma
    }
    if (extents_.size() > 1 || quotes || extents_[0].begin != extents_[0].end) break;
  }
  fields_.clear();
  for (const Extent& extent : extents_)
    fields_.emplace_back(buffer_.data() + extent.begin, extent.end - extent.begin);
  return true;
}

std::vector<std::string> split_record(std::string_view text, const std::string& name) {
  CsvReader reader(
      [&text](char* to, std::size_t size) {
        const std::size_t count = std::min(size, text.size());
        std::memcpy(to, text.data(), count);
        text.remove_prefix(count);
        return count;
      },
      name);
  std::vector<std::string> names;
  if (reader.next()) names.assign(reader.fields().begin(), reader.fields().end());
  if (reader.next()) throw BadInput(name + ": must be one line");
  return names;
}

}  // namespace cli
