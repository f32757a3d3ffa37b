// The CSV reader: whatever the bytes, records or BadInput; the same however the bytes arrive; and what it read comes
// back from the same fields written with quotes.
#include <algorithm>

#include "csv.hpp"
#include "fuzz.hpp"

namespace {

using Records = std::vector<std::vector<std::string>>;

cli::Source in_pieces(std::string_view text, std::size_t piece) {
  return [text, piece](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size()});
    std::memcpy(to, text.data(), count);
    text.remove_prefix(count);
    return count;
  };
}

// The records, and the message of the BadInput that ended them, if any, as a last one.
Records read(std::string_view text, std::size_t piece) {
  cli::CsvReader reader(in_pieces(text, piece), "f");
  Records records;
  try {
    while (reader.next()) {
      records.emplace_back(reader.fields().begin(), reader.fields().end());
      fuzz::require(!records.back().empty(), "a record has a field");
      records.back().push_back(reader.place());
    }
  } catch (const cli::BadInput& error) {
    records.push_back({error.what()});
  }
  return records;
}

std::string written(const Records& records) {
  std::string text;
  for (const auto& record : records) {
    for (std::size_t j = 0; j + 1 < record.size(); ++j) {  // the last is the place
      text += j == 0 ? "\"" : ",\"";
      for (const char c : record[j]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += '\n';
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Bytes bytes(data, size);
  const std::size_t piece = 1 + bytes.below(16);
  const std::string text = bytes.rest();
  Records records = read(text, text.size() + 1);
  fuzz::require(records == read(text, piece), "pieces change nothing");
  if (!records.empty() && records.back().size() == 1) records.pop_back();
  Records again = read(written(records), text.size() + 1);
  fuzz::require(again.size() == records.size(), "as many records when written and read again");
  for (std::size_t i = 0; i < records.size(); ++i) {
    again[i].pop_back();
    records[i].pop_back();
    fuzz::require(again[i] == records[i], "the same fields when written and read again");
  }
  return 0;
}
