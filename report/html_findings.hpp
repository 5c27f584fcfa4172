// The findings of a report as columns: what the page reads in one go into typed arrays. Everything a
// finding says is there – nothing is sampled or capped – but words, keys and sentences stand once.
// Private to this room.
#pragma once

#include "report/html_texts.hpp"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <string>
#include <vector>

namespace uavt::report {

class FindingColumns {
 public:
  /// One element of `findings[]`. Errors: nlohmann's exceptions when it is none.
  void add(const nlohmann::ordered_json& finding);

  [[nodiscard]] const CodeTable& rules() const { return rules_; }
  [[nodiscard]] const std::vector<std::string>& fingerprints() const { return fingerprints_; }
  /// The object `findings` of the page's data (report/page/data.ts).
  void write(std::string& out) const;

 private:
  using Column = std::vector<std::int64_t>;

  void add_place(const nlohmann::ordered_json& finding);
  void add_values(const nlohmann::ordered_json& finding, const std::vector<std::string>& told);
  void add_value(const std::string& name, const nlohmann::ordered_json& value);
  void add_rows(const nlohmann::ordered_json& finding);
  void add_row(std::int64_t role, const nlohmann::ordered_json& row);

  std::size_t count_ = 0;
  std::size_t long_texts_ = 0;  ///< bytes of evidence kept at full length
  TextTable texts_;
  SentenceTable sentences_{texts_};
  CodeTable rules_, severities_, states_, registers_, layers_, mahalle_, causes_, sources_, files_,
      value_names_;
  TextTable keys_;  ///< apart from the sentences' values: shown as code, found by the search
  std::vector<std::string> fingerprints_;
  Column rule_, severity_, state_, register_, layer_, mahalle_of_, key_, attribute_, first_run_,
      cause_, sentence_, value_, grouped_;
  Column x_mm_, y_mm_, lon_, lat_;  ///< x and y absolute; `none` where there is no place
  Column row_count_, row_role_, row_register_, row_layer_, row_key_, row_source_, row_file_,
      row_record_;
  Column evidence_count_, evidence_name_, evidence_text_;
  std::string waivers_, decisions_;
};

}  // namespace uavt::report
