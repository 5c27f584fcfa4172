#include "sync/model.hpp"

#include "sync/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, 3> certainty_names = {"inferred", "seen", "official"};
constexpr std::array<std::string_view, 9> value_names = {
    "text", "integer", "real", "boolean", "date", "code", "geometry", "reference", "structure"};

template <typename Enum, std::size_t Count>
std::optional<Enum> named(const std::array<std::string_view, Count>& names, std::string_view word) {
  const auto found = std::ranges::find(names, word);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

std::optional<std::uint32_t> number_of(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failed != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string_view name(Certainty certainty) {
  return certainty_names[static_cast<std::size_t>(certainty)];
}

std::optional<Certainty> certainty_named(std::string_view name) {
  return named<Certainty>(certainty_names, name);
}

std::string_view name(ModelValue value) {
  return value_names[static_cast<std::size_t>(value)];
}

std::optional<ModelValue> model_value_named(std::string_view name) {
  return named<ModelValue>(value_names, name);
}

std::string text_of(const Multiplicity& multiplicity) {
  const std::string least = std::to_string(multiplicity.least);
  if (multiplicity.most == multiplicity.least) return least;
  return least + ".." + (multiplicity.most ? std::to_string(*multiplicity.most) : "*");
}

std::optional<Multiplicity> multiplicity_of(std::string_view text) {
  const auto dots = text.find("..");
  const auto least = number_of(text.substr(0, dots));
  if (!least) return std::nullopt;
  if (dots == text.npos) return Multiplicity{*least, *least};
  const std::string_view upper = text.substr(dots + 2);
  if (upper == "*") return Multiplicity{*least, std::nullopt};
  const auto most = number_of(upper);
  if (!most || *most < *least) return std::nullopt;
  return Multiplicity{*least, *most};
}

const ModelAttribute* FeatureType::attribute(std::string_view wanted) const {
  const auto found = std::ranges::find(attributes, wanted, &ModelAttribute::name);
  return found == attributes.end() ? nullptr : &*found;
}

const ModelAttribute* FeatureType::shape() const {
  const auto found = std::ranges::find(attributes, ModelValue::geometry, &ModelAttribute::value);
  return found == attributes.end() ? nullptr : &*found;
}

const ModelCodeList* Model::list(std::string_view wanted) const {
  const auto found = std::ranges::find(lists, wanted, &ModelCodeList::name);
  return found == lists.end() ? nullptr : &*found;
}

const FeatureType* Model::type(std::string_view wanted) const {
  const auto exact = std::ranges::find(types, wanted, &FeatureType::name);
  if (exact != types.end()) return &*exact;
  const std::string folded = folded_identifier(wanted);
  const FeatureType* only = nullptr;
  for (const FeatureType& each : types) {
    const bool meant = folded_identifier(each.name) == folded ||
                       std::ranges::any_of(each.tables, [&](const std::string& table) {
                         return folded_identifier(table) == folded;
                       });
    if (!meant) continue;
    if (only != nullptr) return nullptr;
    only = &each;
  }
  return only;
}

std::string kind_word(geo::Kind kind) {
  switch (kind) {
    case geo::Kind::point:
      return "nokta";
    case geo::Kind::line:
      return "çizgi";
    case geo::Kind::polygon:
      return "alan";
    case geo::Kind::null:
      return "boş";
    case geo::Kind::other:
      break;
  }
  return "karışık";
}

}  // namespace uavt::sync
