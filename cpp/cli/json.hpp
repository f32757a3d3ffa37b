// Writes JSON: keys in the order they are given, a number that is not finite as null.
#pragma once

#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "text.hpp"

namespace cli {

class Json {
 public:
  Json& begin(char bracket) {
    separate();
    text_ += bracket;
    first_ = true;
    return *this;
  }
  Json& end(char bracket) {
    text_ += bracket;
    first_ = false;
    return *this;
  }
  Json& key(std::string_view name) {
    separate();
    write(name);
    text_ += ':';
    after_key_ = true;
    return *this;
  }
  Json& value(double number) { return raw(std::isfinite(number) ? shortest(number) : "null"); }
  Json& value(std::string_view words) {
    separate();
    write(words);
    return *this;
  }
  Json& null() { return raw("null"); }

  // The text, which must be whole by now.
  const std::string& text() const { return text_; }

 private:
  Json& raw(std::string_view words) {
    separate();
    text_ += words;
    return *this;
  }

  void separate() {
    if (!first_ && !after_key_) text_ += ',';
    first_ = after_key_ = false;
  }

  // words: UTF-8.
  void write(std::string_view words) {
    text_ += '"';
    for (const char c : words) {
      if (c == '"' || c == '\\') {
        (text_ += '\\') += c;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
        text_ += escape;
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  std::string text_;
  bool first_ = true, after_key_ = false;
};

}  // namespace cli
