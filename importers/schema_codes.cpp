#include "importers/schema_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "importers/reader.hpp"

namespace uavt::importers {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = 8u << 20;
/// Files beside the schema that are opened; a folder of deliveries has more of other kinds.
constexpr int most_files = 500;
constexpr std::size_t head_bytes = 4096;
constexpr std::size_t most_values = 20'000;

/// Does the file begin like a dictionary? A delivery of a gigabyte may lie beside the schema.
bool may_hold_codes(const fs::path& file) {
  const std::string ending = file.extension().string();
  if (ending != ".xml" && ending != ".gml" && ending != ".rdf" && ending != ".skos") return false;
  std::string head(head_bytes, '\0');
  std::ifstream stream(file, std::ios::binary);
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  std::erase(head, '\0');  // UTF-16 shows its letters so
  return head.find("Dictionary") != head.npos || head.find("RDF") != head.npos ||
         head.find("codelist") != head.npos;
}

pugi::xml_node child_called(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node& child : node.children()) {
    if (local_name(child) == local) return child;
  }
  return {};
}

std::string text_of(const pugi::xml_node& node) {
  std::string_view text = node.text().get();
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

std::string about(const pugi::xml_node& node) {
  for (const pugi::xml_attribute& attribute : node.attributes()) {
    const std::string_view name = attribute.name();
    if (name == "about" || name.ends_with(":about")) return attribute.value();
  }
  return {};
}

void add(FoundCodes& codes, std::string value) {
  if (value.empty() || codes.values.size() >= most_values) return;
  if (std::ranges::find(codes.values, value) == codes.values.end()) {
    codes.values.push_back(std::move(value));
  }
}

/// A gml:Dictionary: each entry's identifier, else its first name.
std::string dictionary(const pugi::xml_node& root, FoundCodes& codes) {
  for (const pugi::xml_node& entry : root.children()) {
    if (local_name(entry) != "dictionaryEntry" && local_name(entry) != "definitionMember") continue;
    for (const pugi::xml_node& definition : entry.children()) {
      std::string value = text_of(child_called(definition, "identifier"));
      if (value.empty()) value = text_of(child_called(definition, "name"));
      add(codes, std::move(value));
    }
  }
  std::string name = text_of(child_called(root, "identifier"));
  return name.empty() ? text_of(child_called(root, "name")) : name;
}

/// SKOS: the concepts of one scheme, whatever order they stand in.
std::string concepts(const pugi::xml_node& root, FoundCodes& codes) {
  std::string scheme;
  for (const pugi::xml_node& node : root.children()) {
    const bool typed = child_called(node, "type") &&
                       std::string_view(child_called(node, "type").first_attribute().value())
                           .ends_with("#Concept");
    if (local_name(node) == "ConceptScheme") scheme = about(node);
    if (local_name(node) == "Concept" || typed) add(codes, about(node));
  }
  return scheme;
}

/// INSPIRE's register: <codelist id="…"> with <value id="…"> somewhere inside.
std::string register_list(const pugi::xml_node& root, FoundCodes& codes) {
  struct Values : pugi::xml_tree_walker {
    FoundCodes* codes = nullptr;
    bool for_each(pugi::xml_node& node) override {
      if (local_name(node) == "value" && node.attribute("id")) {
        add(*codes, node.attribute("id").value());
      }
      return true;
    }
  } values;
  values.codes = &codes;
  pugi::xml_node(root).traverse(values);
  const std::string_view extended = child_called(root, "extensibility").attribute("id").value();
  codes.complete = extended.empty() || extended.ends_with("/none") || extended.ends_with("/narrower");
  return root.attribute("id").value();
}

}  // namespace

std::string_view last_part(std::string_view address) {
  while (address.ends_with('/') || address.ends_with('#')) address.remove_suffix(1);
  const auto cut = address.find_last_of("/#");
  return cut == address.npos ? address : address.substr(cut + 1);
}

void SchemaCodes::take(const pugi::xml_node& root, const std::string& file) {
  FoundCodes codes;
  codes.origin = file;
  std::string name;
  if (local_name(root) == "Dictionary" || local_name(root) == "DefinitionCollection") {
    name = dictionary(root, codes);
  } else if (local_name(root) == "RDF") {
    name = concepts(root, codes);
  } else if (local_name(root) == "codelist") {
    name = register_list(root, codes);
  }
  if (codes.values.empty()) return;
  if (name.empty()) name = fs::path(file).stem().string();
  beside_.try_emplace(std::move(name), std::move(codes));
}

void SchemaCodes::look_around() {
  looked_ = true;
  std::error_code failed;
  std::vector<fs::path> files;
  for (fs::directory_iterator each(folder_, failed), end; !failed && each != end;
       each.increment(failed)) {
    std::error_code ignored;
    if (each->is_regular_file(ignored) && !each->is_symlink(ignored)) files.push_back(each->path());
  }
  std::ranges::sort(files);
  int opened = 0;
  for (const fs::path& file : files) {
    if (!may_hold_codes(file)) continue;
    if (++opened > most_files) break;
    try {
      XmlDocument document;
      read_document(document, file, most_bytes);
      take(document.tree.document_element(), file.filename().string());
    } catch (const SourceError& error) {
      troubles_.push_back(fmt::format("beside the schema: {}", error.what()));
    }
  }
}

const FoundCodes* SchemaCodes::of(const std::string& address) {
  if (const auto before = asked_.find(address); before != asked_.end()) {
    return before->second.values.empty() ? nullptr : &before->second;
  }
  if (!looked_) look_around();
  FoundCodes& answer = asked_[address];
  const std::string_view name = last_part(address);
  const auto given = std::ranges::find_if(given_, [&](const GivenCodes& each) {
    return each.list == address || each.list == name;
  });
  if (given != given_.end()) {
    answer = {given->values, true, given->origin};
    return &answer;
  }
  auto found = beside_.find(address);
  if (found == beside_.end()) {
    found = std::ranges::find_if(beside_,
                                 [&](const auto& each) { return last_part(each.first) == name; });
  }
  if (found == beside_.end()) return nullptr;
  answer = found->second;
  return &answer;
}

void SchemaCodes::finish(SchemaReading& reading) const {
  std::vector<std::string>& notes = reading.notes;
  for (const GivenCodes& given : given_) {
    const bool used = std::ranges::any_of(asked_, [&](const auto& each) {
      return given.list == each.first || given.list == last_part(each.first);
    });
    if (!used) reading.unknown_codes.push_back(given.list);
  }
  notes.insert(notes.end(), troubles_.begin(), troubles_.end());
  for (const auto& [address, codes] : asked_) {
    reading.code_lists.emplace_back(last_part(address));
    if (codes.values.empty()) {
      notes.push_back(fmt::format(
          "code list {}: its values are not here and nothing is fetched, so no value of it is "
          "refused. Give them with --codes {}=FILE.csv, or put its dictionary beside the schema.",
          address, last_part(address)));
    } else {
      notes.push_back(fmt::format("code list {}: {} values from {}{}", address, codes.values.size(),
                                  codes.origin, codes.complete ? "" : "; it may be extended"));
    }
  }
}

}  // namespace uavt::importers
