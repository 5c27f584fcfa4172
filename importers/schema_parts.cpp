#include "importers/schema_parts.hpp"

#include <algorithm>
#include <array>

namespace uavt::importers {

namespace {

constexpr int deepest_part = 4;
constexpr std::size_t most_parts = 200;
constexpr std::size_t most_attributes = 200;
/// Types that extend one another, and groups within groups.
constexpr int deepest_type = 32;

bool says(const pugi::xml_node& node, const char* attribute, std::string_view value) {
  return std::string_view(node.attribute(attribute).value()) == value;
}

/// The elements of a type with those of the types it extends.
std::vector<SchemaParticle> all_particles(const SchemaFiles& files, pugi::xml_node complex) {
  std::vector<SchemaParticle> particles;
  for (int step = 0; complex && step < deepest_type; ++step) {
    const pugi::xml_node derived = derivation_of(complex);
    const std::vector<SchemaParticle> own = particles_of(files, derived ? derived : complex);
    particles.insert(particles.begin(), own.begin(), own.end());
    if (!derived || !is_schema_node(derived, "extension") || particles.size() > most_parts) break;
    complex = files.global(SchemaFiles::Kind::complex_type,
                           qualified(derived, derived.attribute("base").value()));
  }
  return particles;
}

class Parts {
 public:
  Parts(const SchemaFiles& files, const SchemaValues& values) : files_(files), values_(values) {}

  void add(const pugi::xml_node& declared, bool optional, bool many, int depth) {
    const pugi::xml_node element = referred(files_, declared);
    if (!element || found.size() >= most_parts || values_.is_feature(element)) return;
    const pugi::xml_node complex = values_.complex_type(element);
    const std::vector<SchemaParticle> particles =
        complex ? all_particles(files_, complex) : std::vector<SchemaParticle>();
    if (particles.empty()) {
      if (depth > 0) {
        found.push_back({declared, element.attribute("name").value(), optional, many});
      }
      return;
    }
    if (depth == deepest_part) return;
    const bool may_be_void = optional || says(element, "nillable", "true");
    for (const SchemaParticle& particle : particles) {
      const std::string_view most = particle.element.attribute("maxOccurs").value();
      add(particle.element,
          may_be_void || particle.optional || says(particle.element, "minOccurs", "0"),
          many || particle.many || (!most.empty() && most != "1"), depth + 1);
    }
  }

  std::vector<SchemaPart> found;

 private:
  const SchemaFiles& files_;
  const SchemaValues& values_;
};

void add_attributes(const SchemaFiles& files, const pugi::xml_node& content, int depth,
                    std::vector<SchemaAttribute>& found) {
  for (const pugi::xml_node& child : content.children()) {
    if (found.size() >= most_attributes) return;
    const std::string_view ref = child.attribute("ref").value();
    if (is_schema_node(child, "attributeGroup") && !ref.empty() && depth < deepest_type) {
      add_attributes(files,
                     files.global(SchemaFiles::Kind::attribute_group, qualified(child, ref)),
                     depth + 1, found);
    }
    if (!is_schema_node(child, "attribute") || says(child, "use", "prohibited")) continue;
    SchemaAttribute attribute;
    attribute.required = says(child, "use", "required");
    if (ref.empty()) {
      attribute.name = {{}, child.attribute("name").value()};
      attribute.declared = child;
    } else {
      attribute.name = qualified(child, ref);
      attribute.declared = files.global(SchemaFiles::Kind::attribute, attribute.name);
    }
    const bool known = std::ranges::any_of(
        found, [&](const SchemaAttribute& each) { return each.name == attribute.name; });
    if (!attribute.name.local.empty() && !known) found.push_back(std::move(attribute));
  }
}

}  // namespace

std::vector<SchemaPart> parts_of(const SchemaFiles& files, const SchemaValues& values,
                                 const pugi::xml_node& property) {
  Parts parts(files, values);
  parts.add(property, false, false, 0);
  return std::move(parts.found);
}

std::vector<SchemaAttribute> xml_attributes(const SchemaFiles& files, pugi::xml_node complex) {
  std::vector<SchemaAttribute> found;
  for (int step = 0; complex && step < deepest_type; ++step) {
    const pugi::xml_node derived = derivation_of(complex);
    add_attributes(files, derived ? derived : complex, 0, found);
    if (!derived) break;
    complex = files.global(SchemaFiles::Kind::complex_type,
                           qualified(derived, derived.attribute("base").value()));
  }
  return found;
}

bool is_companion(const QualifiedName& attribute) {
  constexpr std::array<std::string_view, 3> plain = {"nilReason", "uom", "codeSpace"};
  return attribute.space == "http://www.w3.org/1999/xlink" || is_gml(attribute.space) ||
         (attribute.space.empty() && std::ranges::find(plain, attribute.local) != plain.end());
}

}  // namespace uavt::importers
