#include "importers/schema_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "importers/encoding.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

// A national application schema with all it includes is some hundred kilobytes in a few dozen
// files.
constexpr std::uintmax_t most_bytes = 16u << 20;
constexpr std::size_t most_files = 200;
/// Levels of elements; the deepest of GML's own schemas has about fifteen.
constexpr int deepest = 100;
/// Bytes of a name: it is repeated in every type that inherits what it names.
constexpr std::size_t longest_name = 300;

/// Stops a walk at a document nobody wrote by hand.
struct FormCheck : pugi::xml_tree_walker {
  bool too_deep = false;
  bool for_each(pugi::xml_node& node) override {
    too_deep = depth() > deepest;
    if (too_deep) return false;
    for (const char* naming : {"name", "ref", "type", "base", "substitutionGroup"}) {
      if (std::string_view(node.attribute(naming).value()).size() > longest_name) return false;
    }
    return true;
  }
};

/// The encoding that the XML declaration names; UTF-8 when it names none.
std::string declared_encoding(std::string_view text) {
  if (!text.starts_with("<?xml")) return "UTF-8";
  const std::string_view prolog = text.substr(0, std::min(text.find("?>"), std::size_t{200}));
  const auto at = prolog.find("encoding");
  const auto open = at == prolog.npos ? at : prolog.find_first_of("\"'", at);
  if (open == prolog.npos) return "UTF-8";
  const auto close = prolog.find(prolog[open], open + 1);
  if (close == prolog.npos) return "UTF-8";
  std::string name(prolog.substr(open + 1, close - open - 1));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (name == "UTF8" || name == "US-ASCII" || name == "ASCII") return "UTF-8";
  if (name.starts_with("WINDOWS-")) return "CP" + name.substr(8);
  return name;
}

/// The document's bytes as UTF-8, without a mark.
std::string utf8_of(std::string bytes, const fs::path& file) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (bytes.starts_with(std::string_view("<\0", 2))) {
    bytes.insert(0, "\xFF\xFE");
  } else if (bytes.starts_with(std::string_view("\0<", 2))) {
    bytes.insert(0, "\xFE\xFF");
  }
  std::string text;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    text = utf8_of_utf16(bytes);
  } else if (const std::string encoding = declared_encoding(bytes); encoding == "UTF-8") {
    text = std::move(bytes);
  } else {
    Recoder(encoding).append(bytes, text);
  }
  if (clean_utf8(text)) return text;
  throw SourceError(fmt::format(
      "{}: is no well-formed XML: it holds bytes that are not of the encoding it declares",
      file.string()));
}

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

void read_document(XmlDocument& document, const fs::path& file, std::uintmax_t most) {
  std::error_code failed;
  if (!fs::is_regular_file(file, failed)) {
    throw SourceError(fmt::format("{}: no file", file.string()));
  }
  const std::uintmax_t size = fs::file_size(file, failed);
  if (failed || size > most) {
    throw SourceError(fmt::format("{}: larger than any schema ({} MB in all at most)",
                                  file.string(), most_bytes >> 20));
  }
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(size, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  const std::string text = utf8_of(std::move(bytes), file);
  document.file = file;
  document.line_starts.assign(1, 0);
  for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) {
    document.line_starts.push_back(at + 1);
  }
  const pugi::xml_parse_result parsed =
      document.tree.load_buffer(text.data(), text.size(),
                                pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    throw SourceError(fmt::format("{}: is no well-formed XML: {} at byte {}", file.string(),
                                  parsed.description(), parsed.offset));
  }
  for (const pugi::xml_node& node : document.tree.children()) {
    if (node.type() != pugi::node_doctype) continue;
    throw SourceError(fmt::format(
        "{}: has a DOCTYPE; a schema needs none, and entities are not read. Take it out.",
        file.string()));
  }
  FormCheck form;
  if (document.tree.traverse(form)) return;
  throw SourceError(
      form.too_deep
          ? fmt::format("{}: its elements are nested more than {} deep", file.string(), deepest)
          : fmt::format("{}: it has a name of more than {} bytes", file.string(), longest_name));
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
  return documents_.front().tree.document_element().attribute("version").value();
}

std::string SchemaFiles::place(const pugi::xml_node& node) const {
  const pugi::xml_node root = node.root();
  for (const XmlDocument& document : documents_) {
    if (document.tree != root) continue;
    const auto offset = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0));
    const auto line = std::ranges::upper_bound(document.line_starts, offset);
    return fmt::format("{}:{}", document.file.filename().string(),
                       std::distance(document.line_starts.begin(), line));
  }
  return {};
}

void SchemaFiles::read(const fs::path& file) {
  if (std::ranges::find(read_, file) != read_.end()) return;
  if (read_.size() == most_files) {
    throw SourceError(
        fmt::format("{}: more than {} files make up this schema", file.string(), most_files));
  }
  read_.push_back(file);
  XmlDocument& document = documents_.emplace_back();
  read_document(document, file, most_bytes - bytes_);
  std::error_code failed;
  bytes_ = std::min(most_bytes, bytes_ + fs::file_size(file, failed));
  const pugi::xml_node schema = document.tree.document_element();
  if (!is_schema_node(schema, "schema")) {
    throw SourceError(fmt::format("{}: is XML, but no XML schema: its root is <{}>", file.string(),
                                  std::string_view(schema.name()).substr(0, longest_name)));
  }
  if (read_.size() == 1) target_space_ = schema.attribute("targetNamespace").value();
  declare(schema);
  for (const pugi::xml_node& child : schema.children()) {
    for (const std::string_view link : {"include", "import", "redefine", "override"}) {
      if (is_schema_node(child, link)) follow(child, file);
    }
  }
}

void SchemaFiles::follow(const pugi::xml_node& link, const fs::path& from) {
  const std::string location = link.attribute("schemaLocation").value();
  const std::string space = link.attribute("namespace").value();
  const bool known_by_name = is_gml(space) || space.starts_with("http://www.w3.org/");
  if (location.empty()) {
    if (known_by_name) return;
    notes_.push_back(fmt::format(
        "{}: it does not say where {} lies; what that declares is not known here", place(link),
        space.empty() ? "what is included" : space));
    return;
  }
  if (location.find("://") != location.npos) {
    if (known_by_name) return;
    // Ministries and INSPIRE import by address; whoever keeps a copy puts it beside the schema.
    const fs::path copy = folder_ / fs::path(location.substr(location.rfind('/') + 1)).filename();
    std::error_code failed;
    const fs::path beside = fs::canonical(copy, failed);
    if (!failed && inside(folder_, beside) && fs::is_regular_file(beside, failed)) {
      notes_.push_back(fmt::format("{}: {} was not fetched; {} beside the schema was read for it",
                                   place(link), location, copy.filename().string()));
      read(beside);
      return;
    }
    notes_.push_back(
        fmt::format("{}: {} lies on the network and was not read; what {} declares is not known "
                    "here. Put a copy beside the schema under the same file name.",
                    place(link), location, space.empty() ? "it" : space));
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
    } else if (is_schema_node(child, "attribute")) {
      globals_.try_emplace({Kind::attribute, name}, child);
    } else if (is_schema_node(child, "attributeGroup")) {
      globals_.try_emplace({Kind::attribute_group, name}, child);
    }
  }
}

pugi::xml_node SchemaFiles::global(Kind kind, const QualifiedName& name) const {
  auto found = globals_.find({kind, name});
  // An included schema without a namespace has its includer's.
  if (found == globals_.end() && (name.space.empty() || name.space == target_space_)) {
    found = globals_.find({kind, {name.space.empty() ? target_space_ : "", name.local}});
  }
  return found == globals_.end() ? pugi::xml_node() : found->second;
}

}  // namespace uavt::importers
