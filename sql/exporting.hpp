// What is published, on its way into a file: any table or view of the schemas that may leave, read
// by name in one snapshot; and the ledger in which every export is written down.
#pragma once

#include "sync/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::sql {

/// A table or view that may leave, as it can be asked for.
struct ExportShape {
  struct Column {
    std::string name, comment;
    sync::RawColumn::Kind kind{};
    std::string expression;  ///< what it is read by, of the row t
  };
  std::string layer, relation;  ///< "bina", adres."bina"
  std::string comment;
  std::vector<Column> columns;  ///< without geometry
  std::string geometry;         ///< its first geometry column; empty: none
  geo::Kind kind = geo::Kind::null;
  [[nodiscard]] const Column* column(std::string_view name) const;
};

/// A layer somebody asks for.
struct ExportRequest {
  ExportShape shape;
  std::optional<sync::Layer> shows;   ///< a view of `tucbs`: whose rows it shows
  std::vector<std::string> columns;   ///< in the order of the file; none: all but geometry
  std::vector<std::int64_t> mahalle;  ///< only rows of these; none: all
};

struct ExportedLayer {
  std::string layer;
  sync::RawTable rows;                ///< CRS: the schema's; booleans and times are texts
  geo::Kind kind = geo::Kind::null;   ///< what its geometry column is declared as
  std::vector<std::string> comments;  ///< of its columns, Turkish
  std::string comment;                ///< of the layer
};

struct ExportSnapshot {
  std::int64_t run = 0;  ///< the last published run, whose state it is
  std::vector<ExportedLayer> layers;
};

/// One line of the ledger.
struct ExportRecord {
  struct Layer {
    std::string layer;
    std::uint64_t rows = 0;
    std::vector<std::string> columns;
  };
  struct File {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  std::string profile, recipient, purpose, protocol, person, format, crs;
  std::int64_t run = 0;
  std::uint64_t masked = 0;  ///< T.C. kimlik numbers that were masked on the way out
  std::vector<std::int64_t> mahalle;
  std::vector<Layer> layers;
  std::vector<File> files;
};

}  // namespace uavt::sql
