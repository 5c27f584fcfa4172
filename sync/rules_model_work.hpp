// What the rules of a model share while one delivery is judged: whose rows they are, what each row
// is called, and how heavy a finding may be when the model is not sure. Private to this room.
#pragma once

#include "sync/rules_model.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

class ModelWork {
 public:
  ModelWork(const Model& model, const FeatureType& type, const Delivery& delivery,
            const Settings& settings);

  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const FeatureType& type() const { return type_; }
  [[nodiscard]] const Delivery& delivery() const { return delivery_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  /// Names of all columns of the file but those nobody may see, in order of mapped, unmapped.
  [[nodiscard]] std::vector<std::string> columns() const;

  /// A finding about the file; nothing when its rule is off. Lifetime: until the next finding.
  Finding* about_file(Rule rule, std::string_view attribute, Arguments arguments);
  /// One about a row (position in the delivery).
  Finding* about_row(Rule rule, std::size_t row, std::string_view attribute, Arguments arguments);
  /// More rows of the last finding.
  void add_row(Finding& finding, std::size_t row);
  void set_apart(std::size_t row) { set_apart_.insert(static_cast<std::uint32_t>(row)); }
  /// What rests on an inference is no error, unless the configuration says how severe it is.
  void weaken(Finding* finding, Severity at_most) const;

  [[nodiscard]] ModelJudgement finished();

 private:
  Finding* add(Rule rule, Subject subject, std::string_view attribute, Arguments arguments);
  [[nodiscard]] Subject subject_of(std::size_t row);
  /// Where a row lies; nothing where it has no place. CRS: the delivery's.
  [[nodiscard]] std::optional<geo::Point> place_of(std::size_t row) const;
  void name_rows();

  const Model& model_;
  const FeatureType& type_;
  const Delivery& delivery_;
  const Settings& settings_;
  std::string full_name_;
  std::vector<std::string> keys_;  ///< by row, made when the first row is named
  std::vector<Finding> findings_;
  std::set<std::uint32_t> set_apart_;
};

/// Each judges one side of the delivery.
void judge_model_columns(ModelWork& work, std::span<const Model> known);
void judge_model_values(ModelWork& work);
void judge_model_shapes(ModelWork& work);

/// Columns of two generations in one file; nothing when there is one or none.
struct MixedGenerations {
  std::string column, generation, other, other_generation;
};
[[nodiscard]] std::optional<MixedGenerations> mixed_generations(
    std::span<const std::string> columns, std::span<const Model> known);

}  // namespace uavt::sync
