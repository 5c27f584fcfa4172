// The documents an XML schema is made of, read with suspicion: bounded in size, number, depth and
// length of names, without DOCTYPE, none from the network, none from outside the folder of the
// first. Private to this room; only its sources see the XML library.
#pragma once

#include <pugixml.hpp>

#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::importers {

/// A name in a namespace: "{http://…}Bina" in two parts.
struct QualifiedName {
  std::string space, local;
  auto operator<=>(const QualifiedName&) const = default;
};

inline constexpr std::string_view schema_space = "http://www.w3.org/2001/XMLSchema";
/// True for every version of GML.
[[nodiscard]] bool is_gml(std::string_view space);

/// The name without its prefix. Lifetime: that of the node.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
/// True for an element of XML Schema itself.
[[nodiscard]] bool is_schema_node(const pugi::xml_node& node, std::string_view local);
/// What a QName in an attribute's value means where it stands.
[[nodiscard]] QualifiedName qualified(const pugi::xml_node& node, std::string_view name);

/// One XML document with the lines its elements stand on.
struct XmlDocument {
  std::filesystem::path file;
  pugi::xml_document tree;
  std::vector<std::size_t> line_starts;  ///< offsets in the text as UTF-8
};
/// UTF-8, UTF-16 or the encoding the prolog names; without DOCTYPE, `most` bytes at most.
/// Errors: SourceError.
void read_document(XmlDocument& document, const std::filesystem::path& file, std::uintmax_t most);

class SchemaFiles {
 public:
  /// Reads the schema and everything it includes or imports from its folder; what is named by an
  /// address on the network is taken from the folder when a file of that name lies there.
  /// Errors: SourceError.
  explicit SchemaFiles(const std::filesystem::path& file);

  enum class Kind { element, complex_type, simple_type, group, attribute, attribute_group };
  /// A global declaration; an empty node when no document here has it.
  [[nodiscard]] pugi::xml_node global(Kind kind, const QualifiedName& name) const;
  /// Global elements with their names, in the order of the documents.
  [[nodiscard]] const std::vector<std::pair<QualifiedName, pugi::xml_node>>& elements() const {
    return elements_;
  }
  /// Of the first document.
  [[nodiscard]] const std::string& target_space() const { return target_space_; }
  [[nodiscard]] std::string version() const;
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  [[nodiscard]] const std::deque<XmlDocument>& documents() const { return documents_; }
  /// Where the first document lies.
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  /// "sema.xsd:12".
  [[nodiscard]] std::string place(const pugi::xml_node& node) const;

 private:
  void read(const std::filesystem::path& file);
  void follow(const pugi::xml_node& link, const std::filesystem::path& from);
  void declare(const pugi::xml_node& schema);

  std::filesystem::path folder_;
  std::deque<XmlDocument> documents_;
  std::vector<std::filesystem::path> read_;
  std::uintmax_t bytes_ = 0;
  std::string target_space_;
  std::vector<std::pair<QualifiedName, pugi::xml_node>> elements_;
  std::map<std::pair<Kind, QualifiedName>, pugi::xml_node> globals_;
  std::vector<std::string> notes_;
};

}  // namespace uavt::importers
