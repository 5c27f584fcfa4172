// Somebody who types corrections: reads an item of report.json as a clerk reads a line of the list,
// and changes the register's file by what it says – nothing else. He can type wrongly, and take back
// what he typed.
#pragma once

#include "city/city.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace uavt::night::test {

class Clerk {
 public:
  explicit Clerk(city::City& city) : city_(city) {}

  using Item = nlohmann::ordered_json;
  enum class Care { rightly, wrongly };

  /// Types one item. Wrongly: another door number or name; where there is none he forgets it, and the
  /// answer is false; so it is where its door or street is not there yet.
  bool type(const Item& item, Care care = Care::rightly);
  /// Takes back what was typed for the item of that id.
  void undo(std::int64_t id);
  [[nodiscard]] bool can_undo(std::int64_t id) const { return before_.contains(id); }

  /// Everything in the register's file of a layer, to see whether it changed.
  [[nodiscard]] std::string bytes(std::string_view reg, std::string_view layer);

  /// A second record of the row under another code.
  void record_again(std::string_view reg, std::string_view layer, std::size_t row,
                    std::int64_t code);
  [[nodiscard]] sync::RawTable& rows(std::string_view reg, std::string_view layer);

 private:
  using Words = std::map<std::string, std::string>;  ///< attribute → value
  struct Before {
    std::string reg, layer, key;
    std::optional<Words> row;  ///< nothing: there was none
  };

  [[nodiscard]] std::optional<std::size_t> found(sync::RawTable& rows, const std::string& key) const;
  void write(sync::RawTable& rows, std::size_t row, const Words& words) const;
  void append(sync::RawTable& rows, const Words& words) const;
  void remove(sync::RawTable& rows, std::size_t row) const;

  city::City& city_;
  std::map<std::int64_t, Before> before_;  ///< by id of the item
};

}  // namespace uavt::night::test
