#include "importers/schema_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

using sync::ModelValue;

/// Types that are made of types, at most; a chain longer than this is a mistake or an attack.
constexpr int deepest = 32;
constexpr std::size_t longest_address = 500;
constexpr std::size_t longest_pattern = 2000;

constexpr std::array<std::string_view, 13> integers = {
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
    "nonPositiveInteger", "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort",
    "unsignedByte"};
constexpr std::array<std::string_view, 3> reals = {"decimal", "double", "float"};
constexpr std::array<std::string_view, 2> dates = {"date", "dateTime"};

template <std::size_t Count>
bool one_of(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

SchemaValue builtin(std::string_view type) {
  SchemaValue result;
  if (one_of(integers, type)) {
    result.value = ModelValue::integer;
  } else if (one_of(reals, type)) {
    result.value = ModelValue::real;
  } else if (one_of(dates, type)) {
    result.value = ModelValue::date;
  } else if (type == "boolean") {
    result.value = ModelValue::boolean;
  } else if (type != "anyType") {
    result.value = ModelValue::text;
  }
  return result;
}

SchemaValue gml(std::string_view type) {
  SchemaValue result;
  const auto has = [&](std::string_view word) { return type.find(word) != type.npos; };
  const bool property = type.ends_with("PropertyType");
  if (property && has("Time")) {
    result.value = ModelValue::date;
  } else if (property && (has("Geometr") || has("Solid"))) {
    result = {ModelValue::geometry, geo::Kind::other, {}, {}, 0, {}, {}};
  } else if (property && has("Point")) {
    result = {ModelValue::geometry, geo::Kind::point, {}, {}, 0, {}, {}};
  } else if (property && (has("Curve") || has("Line"))) {
    result = {ModelValue::geometry, geo::Kind::line, {}, {}, 0, {}, {}};
  } else if (property && (has("Surface") || has("Polygon"))) {
    result = {ModelValue::geometry, geo::Kind::polygon, {}, {}, 0, {}, {}};
  } else if (type.starts_with("TimePosition") || type.starts_with("TimeInstant")) {
    result.value = ModelValue::date;
  } else if (type.starts_with("Code")) {
    result.value = ModelValue::code;
  } else if (one_of(std::array<std::string_view, 8>{"MeasureType", "LengthType", "AreaType",
                                                    "VolumeType", "AngleType", "ScaleType",
                                                    "SpeedType", "TimeType"},
                    type)) {
    result.value = ModelValue::real;
  } else if (type == "StringOrRefType") {
    result.value = ModelValue::text;
  } else if (type == "ReferenceType" || type == "FeaturePropertyType") {
    result.value = ModelValue::reference;
  }
  return result;
}

/// The register of a code list that the annotation names; ShapeChange and INSPIRE write it so.
std::string code_space(const pugi::xml_node& declaration) {
  for (const pugi::xml_node& annotation : declaration.children()) {
    if (!is_schema_node(annotation, "annotation")) continue;
    const pugi::xml_node found = annotation.find_node([](const pugi::xml_node& node) {
      const std::string_view tag = node.attribute("tag").value();
      return local_name(node) == "defaultCodeSpace" || local_name(node) == "codeList" ||
             (local_name(node) == "taggedValue" &&
              (tag == "codeList" || tag == "vocabulary" || tag == "defaultCodeSpace"));
    });
    const std::string_view address = found.text().get();
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = address.find_first_not_of(blanks);
    if (first == address.npos) continue;
    const std::string_view whole =
        address.substr(first, address.find_last_not_of(blanks) - first + 1);
    if (whole.size() <= longest_address) return std::string(whole);
  }
  return {};
}

}  // namespace

pugi::xml_node derivation_of(const pugi::xml_node& complex) {
  for (const pugi::xml_node& content : complex.children()) {
    if (!is_schema_node(content, "complexContent") && !is_schema_node(content, "simpleContent")) {
      continue;
    }
    for (const pugi::xml_node& child : content.children()) {
      if (is_schema_node(child, "extension") || is_schema_node(child, "restriction")) return child;
    }
  }
  return {};
}

pugi::xml_node referred(const SchemaFiles& files, const pugi::xml_node& element) {
  const std::string_view ref = element.attribute("ref").value();
  if (ref.empty()) return element;
  return files.global(SchemaFiles::Kind::element, qualified(element, ref));
}

namespace {

/// Steps through groups within groups, and elements of one type, at most.
constexpr std::size_t most_steps = 5000;

class Particles {
 public:
  explicit Particles(const SchemaFiles& files) : files_(files) {}

  void add(const pugi::xml_node& content, bool optional, bool many, int depth) {
    if (depth > deepest) {
      throw SourceError(fmt::format(
          "a group of the schema contains itself, or groups are nested more than {} deep",
          deepest));
    }
    for (const pugi::xml_node& child : content.children()) {
      if (++steps_ > most_steps) {
        throw SourceError(fmt::format("a type of the schema has more than {} parts", most_steps));
      }
      const std::string_view most = child.attribute("maxOccurs").value();
      if (most == "0") continue;
      const bool absent_allowed =
          optional || std::string_view(child.attribute("minOccurs").value()) == "0";
      const bool repeated = many || (!most.empty() && most != "1");
      if (is_schema_node(child, "element")) {
        found.push_back({child, optional, many});
      } else if (is_schema_node(child, "sequence") || is_schema_node(child, "all")) {
        add(child, absent_allowed, repeated, depth + 1);
      } else if (is_schema_node(child, "choice")) {
        add(child, true, repeated, depth + 1);
      } else if (is_schema_node(child, "group")) {
        const QualifiedName name = qualified(child, child.attribute("ref").value());
        add(files_.global(SchemaFiles::Kind::group, name), absent_allowed, repeated, depth + 1);
      }
    }
  }

  std::vector<SchemaParticle> found;

 private:
  const SchemaFiles& files_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<SchemaParticle> particles_of(const SchemaFiles& files, const pugi::xml_node& content) {
  Particles particles(files);
  particles.add(content, false, false, 0);
  return std::move(particles.found);
}

pugi::xml_node SchemaValues::complex_type(const pugi::xml_node& element) const {
  for (const pugi::xml_node& child : element.children()) {
    if (is_schema_node(child, "complexType")) return child;
  }
  const std::string_view type = element.attribute("type").value();
  if (type.empty()) return {};
  return files_.global(SchemaFiles::Kind::complex_type, qualified(element, type));
}

bool SchemaValues::is_feature(const pugi::xml_node& element) const {
  pugi::xml_node head = element;
  for (int step = 0; head && step < deepest; ++step) {
    const std::string_view group = head.attribute("substitutionGroup").value();
    if (group.empty()) break;
    const QualifiedName name = qualified(head, group);
    if (is_gml(name.space)) return name.local == "AbstractFeature" || name.local == "_Feature";
    head = files_.global(SchemaFiles::Kind::element, name);
  }
  pugi::xml_node type = complex_type(element);
  for (int step = 0; type && step < deepest; ++step) {
    const pugi::xml_node derived = derivation_of(type);
    if (!derived) return false;
    const QualifiedName base = qualified(derived, derived.attribute("base").value());
    if (is_gml(base.space)) return base.local == "AbstractFeatureType";
    type = files_.global(SchemaFiles::Kind::complex_type, base);
  }
  return false;
}

SchemaValue SchemaValues::of_element(const pugi::xml_node& declared, const std::string& name) {
  const pugi::xml_node element = referred(files_, declared);
  SchemaValue result;
  if (!element) {
    result.note = fmt::format("{} is declared in a schema that was not read",
                              declared.attribute("ref").value());
    return result;
  }
  const std::string_view type = element.attribute("type").value();
  if (!type.empty()) {
    result = of_type(qualified(element, type), name, 0);
  } else {
    for (const pugi::xml_node& child : element.children()) {
      if (is_schema_node(child, "simpleType")) result = of_simple(child, name, 0);
      if (is_schema_node(child, "complexType")) result = of_complex(child, name, 0);
    }
  }
  if (const std::string space = code_space(element); !space.empty()) {
    result.value = ModelValue::code;
    result.code_list = space;
    if (result.list.empty()) look_up(result);
  }
  return result;
}

void SchemaValues::look_up(SchemaValue& value) {
  const FoundCodes* const codes = codes_.of(value.code_list);
  if (codes == nullptr) return;
  std::string name(last_part(value.code_list));
  // An enumeration of the schema may be called like somebody's list.
  if (const sync::ModelCodeList* const other = list(name);
      name.empty() || (other != nullptr && other->values != codes->values)) {
    name = value.code_list;
  }
  keep(name, codes->values, codes->complete);
  value.list = name;
}

SchemaValue SchemaValues::of_type(const QualifiedName& type, const std::string& name, int depth) {
  const auto known = known_.find(type);
  if (known != known_.end()) return known->second;
  SchemaValue value = looked_at(type, name, depth);
  if (!open_.contains(type)) known_.emplace(type, value);
  return value;
}

SchemaValue SchemaValues::looked_at(const QualifiedName& type, const std::string& name,
                                    int depth) {
  if (depth > deepest) {
    throw SourceError(fmt::format("the schema's type \"{}\" is made of itself", type.local));
  }
  if (type.space == schema_space) return builtin(type.local);
  if (const auto simple = files_.global(SchemaFiles::Kind::simple_type, type)) {
    return of_simple(simple, type.local, depth + 1);
  }
  if (const auto complex = files_.global(SchemaFiles::Kind::complex_type, type)) {
    if (!open_.insert(type).second) return {};  // a part of itself: a structure
    SchemaValue value = of_complex(complex, name, depth + 1);
    open_.erase(type);
    return value;
  }
  if (is_gml(type.space)) return gml(type.local);
  SchemaValue unknown;
  unknown.note = fmt::format("its type {} is declared in a schema that was not read", type.local);
  return unknown;
}

SchemaValue SchemaValues::of_simple(const pugi::xml_node& simple, const std::string& name,
                                    int depth) {
  if (depth > deepest) {
    throw SourceError(fmt::format("the schema's type \"{}\" is made of itself", name));
  }
  for (const pugi::xml_node& child : simple.children()) {
    if (is_schema_node(child, "restriction")) return of_restriction(child, name, depth);
    if (is_schema_node(child, "union")) return of_union(child, name, depth);
  }
  return {ModelValue::text, geo::Kind::null, {}, {}, 0, {}, {}};  // a list of values is text here
}

SchemaValue SchemaValues::of_restriction(const pugi::xml_node& restriction, const std::string& name,
                                         int depth) {
  SchemaValue result{ModelValue::text, geo::Kind::null, {}, {}, 0, {}, {}};
  const std::string_view base = restriction.attribute("base").value();
  if (!base.empty()) result = of_type(qualified(restriction, base), name, depth + 1);
  std::vector<std::string> values;
  std::string patterns;
  for (const pugi::xml_node& facet : restriction.children()) {
    const std::string_view value = facet.attribute("value").value();
    if (is_schema_node(facet, "enumeration")) values.emplace_back(value);
    if (is_schema_node(facet, "pattern")) {  // several patterns of one type are alternatives
      patterns += (patterns.empty() ? "" : "|") + fmt::format("(?:{})", value);
    }
    if (is_schema_node(facet, "maxLength") || is_schema_node(facet, "length")) {
      (void)std::from_chars(value.data(), value.data() + value.size(), result.longest);
    }
  }
  if (patterns.size() > longest_pattern) {
    result.note = fmt::format("its pattern has {} bytes and will not be checked", patterns.size());
  } else if (!patterns.empty()) {
    result.pattern = patterns;
  }
  if (values.empty()) return result;
  result.value = ModelValue::code;
  result.list = name;
  keep(name, std::move(values), true);
  return result;
}

SchemaValue SchemaValues::of_union(const pugi::xml_node& type, const std::string& name, int depth) {
  std::vector<std::string> values;
  std::set<std::string> seen;
  bool complete = true;
  std::vector<SchemaValue> members;
  int ordinal = 0;
  const auto take = [&](const SchemaValue& member) {
    members.push_back(member);
    const sync::ModelCodeList* const codes = list(member.list);
    complete = complete && codes != nullptr && codes->complete;
    if (codes == nullptr) return;
    for (const std::string& value : codes->values) {
      if (seen.insert(value).second) values.push_back(value);
    }
  };
  std::string_view names = type.attribute("memberTypes").value();
  while (!names.empty()) {
    const auto end = std::min(names.find_first_of(" \t\r\n"), names.size());
    if (end > 0) take(of_type(qualified(type, names.substr(0, end)), name, depth + 1));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  for (const pugi::xml_node& child : type.children()) {
    if (!is_schema_node(child, "simpleType")) continue;
    take(of_simple(child, fmt::format("{}.{}", name, ++ordinal), depth + 1));
  }
  if (values.empty()) {
    return members.size() == 1 ? members.front()
                               : SchemaValue{ModelValue::text, geo::Kind::null, {}, {}, 0, {}, {}};
  }
  keep(name, std::move(values), complete);
  return {ModelValue::code, geo::Kind::null, name, {}, 0, {}, {}};
}

SchemaValue SchemaValues::of_complex(const pugi::xml_node& complex, const std::string& name,
                                     int depth) {
  const pugi::xml_node derived = derivation_of(complex);
  if (!derived) return of_parts(complex, name, depth);
  const bool simple = is_schema_node(derived.parent(), "simpleContent");
  const bool adds = !particles_of(files_, derived).empty();
  if (!simple && adds) return of_parts(derived, name, depth);
  // Only attributes are added (nilReason): it is what its base is.
  if (simple && is_schema_node(derived, "restriction")) return of_restriction(derived, name, depth);
  return of_type(qualified(derived, derived.attribute("base").value()), name, depth + 1);
}

/// A property type: one element inside it is what the property holds.
SchemaValue SchemaValues::of_parts(const pugi::xml_node& complex, const std::string& name,
                                   int depth) {
  SchemaValue result;
  for (const SchemaParticle& particle : particles_of(files_, complex)) {
    const pugi::xml_node part = referred(files_, particle.element);
    if (part && is_feature(part)) {
      result.value = ModelValue::reference;
      return result;
    }
    // A geometry inside a data type is the feature's: readers of GML take it so.
    SchemaValue inner;
    if (const std::string_view type = part.attribute("type").value(); !type.empty() && depth < 6) {
      inner = of_type(qualified(part, type), name, depth + 1);
    }
    if (inner.value == ModelValue::geometry) {
      inner.note = fmt::format("the geometry is its part {}", part.attribute("name").value());
      return inner;
    }
  }
  return result;
}

const sync::ModelCodeList* SchemaValues::list(const std::string& name) const {
  const auto found = list_at_.find(name);
  return found == list_at_.end() ? nullptr : &lists_[found->second];
}

void SchemaValues::keep(const std::string& list, std::vector<std::string> values, bool complete) {
  if (!list_at_.emplace(list, lists_.size()).second) return;
  sync::ModelCodeList& kept = lists_.emplace_back();
  kept.name = list;
  kept.values = std::move(values);
  kept.complete = complete;
  kept.certainty = sync::Certainty::official;
  kept.source = "XSD";
}

}  // namespace uavt::importers
