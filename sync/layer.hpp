// The register's layers and their attributes, known to the code by position. The words are those of
// docs (ATTRIBUTES): column names, configuration keys and report fields are the same Turkish ASCII
// words; only the C++ names of layers and registers are English.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "geo/geometry_column.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

/// A side of the comparison.
enum class Register : std::uint8_t { uavt, cbs, takbis };
inline constexpr std::size_t register_count = 3;
[[nodiscard]] std::string_view name(Register reg);  ///< "uavt", "cbs", "takbis"
[[nodiscard]] std::optional<Register> register_named(std::string_view name);

/// The clean layers, parents before children.
enum class Layer : std::uint8_t {
  neighbourhood,  ///< mahalle
  street,         ///< csbm
  centreline,     ///< yol_orta_hat
  parcel,         ///< parsel
  building,       ///< bina
  door,           ///< numarataj
  unit,           ///< bagimsiz_bolum
};
inline constexpr std::size_t layer_count = 7;
inline constexpr std::array<Layer, layer_count> all_layers = {
    Layer::neighbourhood, Layer::street, Layer::centreline, Layer::parcel,
    Layer::building,      Layer::door,   Layer::unit};
[[nodiscard]] std::string_view name(Layer layer);  ///< "mahalle", "csbm", …: the table's name
[[nodiscard]] std::optional<Layer> layer_named(std::string_view name);
[[nodiscard]] constexpr std::size_t index(Layer layer) { return static_cast<std::size_t>(layer); }
[[nodiscard]] constexpr std::size_t index(Register reg) { return static_cast<std::size_t>(reg); }

/// What a source file may hold: a clean layer, or something that feeds several.
enum class SourceLayer : std::uint8_t {
  neighbourhood, street, road, centreline, road_side, parcel, building, door, unit, flat,
};
inline constexpr std::size_t source_layer_count = 10;
/// "mahalle", "csbm", "yol", "yol_orta_hat", "yol_orta_hat_yon", "parsel", "bina", "numarataj",
/// "bagimsiz_bolum", "flat".
[[nodiscard]] std::string_view name(SourceLayer layer);
[[nodiscard]] std::optional<SourceLayer> source_layer_named(std::string_view name);
/// Attributes a source of this kind may bring (input-only ones included); what `columns` may name.
[[nodiscard]] std::span<const std::string_view> source_attributes(SourceLayer layer);
/// Those of them marked `*`: MOD-02 where the source has the column. Where one of two suffices
/// ("`tip` or `maks_tip`*") neither is mandatory by itself.
[[nodiscard]] bool mandatory(SourceLayer layer, std::string_view attribute);

enum class AttributeType : std::uint8_t {
  integer,      ///< int64; codes are positive integers
  real,         ///< double
  text,         ///< same: NFC, trimmed, Turkish upper case
  name,         ///< same: strict form
  door_number,  ///< same: canonical door number (12A = 12/A = 12-A)
  coded,        ///< position in `list`
  date,         ///< days since 1970-01-01
  reference,    ///< tucbs_no of a row of `target`; database only
};

/// A coded list: our values, Turkish ASCII, stored and compared by position.
struct CodeList {
  std::span<const std::string_view> values;
  /// Exact value (already ASCII) → position; nothing when unknown.
  [[nodiscard]] std::optional<std::int64_t> position(std::string_view value) const;
};

/// What an attribute is to its row.
enum class Role : std::uint8_t {
  value,
  own_code,      ///< names this row in a register: rows are followed and matched by it
  foreign_code,  ///< names another row
  reference,     ///< database only: resolved reference (…_tucbs_no)
  shadow,        ///< database only: the municipality's own value beside UAVT's (…_belediye)
};

struct Attribute {
  std::string_view name;
  AttributeType type{};
  Role role = Role::value;
  std::int8_t group = -1;             ///< position in LayerType::groups; -1 for database-only ones
  const CodeList* list = nullptr;     ///< for coded
  std::optional<Layer> target = {};   ///< for references and foreign codes
  std::string_view shadows = {};      ///< for shadows: the attribute whose cbs value this is
  bool mandatory = false;             ///< MOD-02
  TypeWords type_words = TypeWords::none;  ///< for names: whose type word is no part of the name
};

/// A layer: attributes in the order of its table's columns (append only: stored images name
/// attributes by position in a dictionary the database keeps), groups of attributes that
/// reconcile as one, geometry kind.
struct LayerType {
  Layer layer{};
  std::string_view name;
  std::span<const Attribute> attributes;
  std::span<const std::string_view> groups;  ///< "adres", "kat", … and "diger" (cbs) last
  geo::Kind geometry = geo::Kind::null;      ///< null: a layer without geometry
  std::int8_t geometry_group = -1;           ///< the group the geometry reconciles in
  bool multi = true;                         ///< Multi… in the database (doors are single points)
};
[[nodiscard]] const LayerType& layer_type(Layer layer);
/// Position of an attribute; a name that does not exist is a bug (assert, and npos).
[[nodiscard]] std::size_t position(Layer layer, std::string_view attribute);
[[nodiscard]] std::optional<std::size_t> find_position(Layer layer, std::string_view attribute);
/// Position of a group, or nothing.
[[nodiscard]] std::optional<std::size_t> group_position(Layer layer, std::string_view group);

/// Type, list and so on of any source attribute, input-only ones included ("ad_tip", "mahalle_id").
/// Nothing when the source layer does not know it. `geometri`, `x`, `y` are answered as text/real.
[[nodiscard]] std::optional<Attribute> source_attribute(SourceLayer layer, std::string_view name);

/// UAVT's turKod 0–5 and MAKS' YOL.TIP 1–6 as positions in the csbm tip list; nothing otherwise.
[[nodiscard]] std::optional<std::int64_t> street_type_from_uavt(std::int64_t code);
[[nodiscard]] std::optional<std::int64_t> street_type_from_maks(std::int64_t code);

/// The two sides that meet in a layer: uavt and cbs; for parcels takbis and cbs.
struct Sides {
  Register national;
  Register municipal = Register::cbs;
};
[[nodiscard]] constexpr Sides sides(Layer layer) {
  return {layer == Layer::parcel ? Register::takbis : Register::uavt, Register::cbs};
}

/// Do the two sides of a layer speak of the same things, so that a row only one of them has is
/// worth a word? Parcels and centrelines complement each other: their `eslesme` is `tek_kayit`.
[[nodiscard]] constexpr bool compared(Layer layer) {
  return layer != Layer::parcel && layer != Layer::centreline;
}

}  // namespace uavt::sync
