// What is published, on its way into a file: any table or view of the schemas that may leave, read
// by name in one snapshot, in batches, so that a city's size does not show in memory.
#pragma once

#include "sync/sharing.hpp"
#include "sync/table.hpp"

#include <cstdint>
#include <functional>
#include <memory>
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
  std::string layer, relation;  ///< "bina", uavtsync."bina_acik"
  std::string comment;
  std::vector<Column> columns;  ///< without geometry and without the restricted ones
  std::vector<std::string> restricted;  ///< names of those
  std::string geometry;         ///< its first geometry column; empty: none
  geo::Kind kind = geo::Kind::null;
  [[nodiscard]] const Column* column(std::string_view name) const;
};

/// A layer somebody asks for. What is known of it before its rows: `exported_layer`.
struct ExportRequest {
  ExportShape shape;
  std::optional<sync::Layer> shows;   ///< a view of `tucbs`: whose rows it shows
  std::vector<std::string> columns;   ///< in the order of the file; none: all but geometry
  std::vector<std::int64_t> mahalle;  ///< only rows of these; none: all
};

/// What is known of such a layer before its rows are read.
struct ExportedLayer {
  std::string layer, comment;
  std::vector<ExportShape::Column> columns;  ///< in the order of the file
  bool has_geometry = false;
  geo::Kind kind = geo::Kind::null;  ///< what its geometry column is declared as
};
[[nodiscard]] ExportedLayer exported_layer(const ExportRequest& request);

/// Rows that are in memory at a time.
struct ExportBatch {
  std::size_t rows = 20'000;
  std::size_t bytes = std::size_t{16} << 20;  ///< of texts and geometry; reached by its last row
};

/// What a moment's state was published by.
struct PastRun {
  std::int64_t run = 0;
  std::string started;  ///< ISO 8601
};

/// One snapshot out of which layers are read one after the other, as often as need be. Lifetime: the
/// database's, which is asked for nothing else meanwhile.
class ExportSnapshot {
 public:
  ExportSnapshot(ExportSnapshot&&) noexcept;
  ~ExportSnapshot();

  /// The last published run, whose state it is; 0 before the first.
  [[nodiscard]] std::int64_t run() const;
  /// The last run that had been published by a moment; nothing when there was none. Errors:
  /// DatabaseError, also when the server does not read it as a moment.
  [[nodiscard]] std::optional<PastRun> run_by(const std::string& moment) const;
  /// Hands over the district's rows of one layer, batch by batch, none of them empty, in the order of
  /// tucbs_no. CRS: the schema's; booleans and times are texts. Errors: DatabaseError; what `batch`
  /// throws comes through.
  void rows(const ExportRequest& request, const std::function<void(sync::RawTable&)>& batch,
            ExportBatch size = {}) const;

 private:
  friend class Database;
  struct Implementation;
  explicit ExportSnapshot(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace uavt::sql
