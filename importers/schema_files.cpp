#include "importers/schema_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

// A national application schema with all it includes is some hundred kilobytes in a few dozen
// files.
constexpr std::uintmax_t most_bytes = 32u << 20;
constexpr std::size_t most_files = 200;
/// Levels of elements; the deepest of GML's own schemas has about fifteen.
constexpr int deepest = 100;

/// Stops a walk at a document nobody wrote by hand.
struct DepthCheck : pugi::xml_tree_walker {
  bool for_each(pugi::xml_node&) override { return depth() <= deepest; }
};

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == name.npos ? std::string_view() : name.substr(0, colon);
}

/// The namespace a prefix stands for at a node; "" when nobody declares it.
std::string space_of(pugi::xml_node node, std::string_view prefix) {
  const std::string wanted = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (; node; node = node.parent()) {
    if (const pugi::xml_attribute declared = node.attribute(wanted.c_str())) {
      return declared.value();
    }
  }
  return {};
}

bool inside(const fs::path& folder, const fs::path& file) {
  const auto [end, rest] = std::ranges::mismatch(folder, file);
  return end == folder.end() || (std::next(end) == folder.end() && end->empty());
}

}  // namespace

bool is_gml(std::string_view space) {
  return space.starts_with("http://www.opengis.net/gml");
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

bool is_schema_node(const pugi::xml_node& node, std::string_view local) {
  return local_name(node) == local && space_of(node, prefix_of(node.name())) == schema_space;
}

QualifiedName qualified(const pugi::xml_node& node, std::string_view name) {
  const std::string_view prefix = prefix_of(name);
  const std::string_view local = prefix.empty() ? name : name.substr(prefix.size() + 1);
  return {space_of(node, prefix), std::string(local)};
}

SchemaFiles::SchemaFiles(const fs::path& file) {
  std::error_code failed;
  const fs::path first = fs::canonical(file, failed);
  if (failed) {
    throw SourceError(
        fmt::format("{}: there is no such schema, or it may not be read", file.string()));
  }
  folder_ = first.parent_path();
  read(first);
}

std::string SchemaFiles::version() const {
  return documents_.front().document_element().attribute("version").value();
}

void SchemaFiles::read(const fs::path& file) {
  if (std::ranges::find(read_, file) != read_.end()) return;
  if (read_.size() == most_files) {
    throw SourceError(
        fmt::format("{}: more than {} files make up this schema", file.string(), most_files));
  }
  read_.push_back(file);
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) {
    throw SourceError(fmt::format("{}: no file", file.string()));
  }
  const std::uintmax_t size = fs::file_size(file, failed);
  if (!failed) bytes_ += size;
  if (failed || bytes_ > most_bytes) {
    throw SourceError(fmt::format("{}: larger than any schema ({} MB in all at most)",
                                  file.string(), most_bytes >> 20));
  }
  pugi::xml_document& document = documents_.emplace_back();
  const pugi::xml_parse_result parsed =
      document.load_file(file.c_str(), pugi::parse_default | pugi::parse_doctype);
  if (!parsed) {
    throw SourceError(fmt::format("{}: is no well-formed XML: {} at byte {}", file.string(),
                                  parsed.description(), parsed.offset));
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() != pugi::node_doctype) continue;
    throw SourceError(fmt::format(
        "{}: has a DOCTYPE; a schema needs none, and entities are not read. Take it out.",
        file.string()));
  }
  DepthCheck depth;
  if (!document.traverse(depth)) {
    throw SourceError(
        fmt::format("{}: its elements are nested more than {} deep", file.string(), deepest));
  }
  const pugi::xml_node schema = document.document_element();
  if (!is_schema_node(schema, "schema")) {
    throw SourceError(fmt::format("{}: is XML, but no XML schema: its root is <{}>", file.string(),
                                  schema.name()));
  }
  if (read_.size() == 1) target_space_ = schema.attribute("targetNamespace").value();
  declare(schema);
  for (const pugi::xml_node& child : schema.children()) {
    const std::string_view name = local_name(child);
    if (name == "include" || name == "import" || name == "redefine") follow(child, file);
  }
}

void SchemaFiles::follow(const pugi::xml_node& link, const fs::path& from) {
  const std::string location = link.attribute("schemaLocation").value();
  const std::string space = link.attribute("namespace").value();
  if (location.empty()) return;
  if (location.find("://") != location.npos) {
    if (is_gml(space) || space.starts_with("http://www.w3.org/")) return;
    notes_.push_back(fmt::format(
        "{}: {} lies on the network and was not read; what it declares is not known here", location,
        space.empty() ? "the included schema" : space));
    return;
  }
  std::error_code failed;
  const fs::path file = fs::canonical(from.parent_path() / location, failed);
  if (failed) {
    throw SourceError(fmt::format("{} includes {}, which is not there: put it beside the schema",
                                  from.string(), location));
  }
  if (!inside(folder_, file)) {
    throw SourceError(
        fmt::format("{} includes {}, which lies outside {}: copy the schemas into one folder",
                    from.string(), location, folder_.string()));
  }
  read(file);
}

void SchemaFiles::declare(const pugi::xml_node& schema) {
  const std::string space = schema.attribute("targetNamespace").value();
  for (const pugi::xml_node& child : schema.children()) {
    const QualifiedName name{space, child.attribute("name").value()};
    if (name.local.empty()) continue;
    if (is_schema_node(child, "element")) {
      if (globals_.try_emplace({Kind::element, name}, child).second) {
        elements_.emplace_back(name, child);
      }
    } else if (is_schema_node(child, "complexType")) {
      globals_.try_emplace({Kind::complex_type, name}, child);
    } else if (is_schema_node(child, "simpleType")) {
      globals_.try_emplace({Kind::simple_type, name}, child);
    } else if (is_schema_node(child, "group")) {
      globals_.try_emplace({Kind::group, name}, child);
    }
  }
}

pugi::xml_node SchemaFiles::global(Kind kind, const QualifiedName& name) const {
  const auto found = globals_.find({kind, name});
  return found == globals_.end() ? pugi::xml_node() : found->second;
}

}  // namespace uavt::importers
