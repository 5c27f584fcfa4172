// What a delivery looks like – its columns, what their values are, which code values occur – so
// that a changed export template is seen on the night it first comes (SRC-05), and not by what
// goes missing. Never the values of anything but code lists.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/delivery.hpp"

namespace uavt::sync {

/// What the values of a column are, however the file stores them: "123" in a text column is a
/// number. Asked only of attributes that are numbers or dates.
enum class ValueFamily : std::uint8_t { unknown, number, date, text };

struct ColumnShape {
  std::string name;       ///< as the file calls it
  std::string attribute;  ///< empty: nobody maps it
  ValueFamily family = ValueFamily::unknown;
  /// Folded value → as delivered; of code lists the program does not know.
  std::map<std::string, std::string> values;
};

struct SourceShape {
  std::vector<ColumnShape> columns;  ///< by name
};

[[nodiscard]] SourceShape shape_of(const Delivery& delivery);

/// One line a column: name, attribute, family, values; fields by tabs, values by `|`.
[[nodiscard]] std::string text_of(const SourceShape& shape);
/// What `text_of` wrote; lines it does not know are left out.
[[nodiscard]] SourceShape shape_of_text(std::string_view text);

/// The newer shape, with the code values the older one had seen too: a value that was away for one
/// delivery is not new when it comes back.
[[nodiscard]] SourceShape remembered(SourceShape now, const SourceShape& before);

/// One column's difference between two deliveries. The same name in another case, with Turkish
/// letters, or cut to a DBF's ten characters is the same name; a DBF's widths are no types.
struct ColumnDrift {
  std::string column, change;  ///< "gone", "new", "renamed", "type", "value"
  std::string before, now;
};
/// By column; at most one a column.
[[nodiscard]] std::vector<ColumnDrift> drift(const SourceShape& before, const SourceShape& now);

}  // namespace uavt::sync
