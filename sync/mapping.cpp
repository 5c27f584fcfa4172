#include "sync/mapping.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sync/mapping_columns.hpp"
#include "sync/mapping_flat.hpp"
#include "sync/mapping_keys.hpp"
#include "sync/mapping_references.hpp"
#include "sync/mapping_roads.hpp"
#include "sync/mapping_streets.hpp"
#include "sync/mapping_versions.hpp"

namespace uavt::sync {

namespace {

// The layer whose rows a source's records are, one to one.
std::optional<Layer> clean_layer(SourceLayer layer) {
  switch (layer) {
    case SourceLayer::neighbourhood: return Layer::neighbourhood;
    case SourceLayer::street: return Layer::street;
    case SourceLayer::centreline: return Layer::centreline;
    case SourceLayer::parcel: return Layer::parcel;
    case SourceLayer::building: return Layer::building;
    case SourceLayer::door: return Layer::door;
    case SourceLayer::unit: return Layer::unit;
    case SourceLayer::road:
    case SourceLayer::road_side:
    case SourceLayer::flat: return std::nullopt;
  }
  return std::nullopt;
}

// Columns that say where a row belongs and are no attribute of it.
constexpr std::array pointers = {
    std::string_view("mahalle_id"), std::string_view("yol_id"),  std::string_view("csbm_id"),
    std::string_view("yapi_id"),    std::string_view("parsel_id"),
    std::string_view("ana_numarataj_id"), std::string_view("numarataj_id"),
    std::string_view("yol_orta_hat_yon_id")};
constexpr std::array names_of_parents = {std::string_view("mahalle_adi"),
                                         std::string_view("csbm_adi")};

MappingWork work_of(Register reg, std::span<const Delivery> deliveries, const Settings& settings,
                    const std::array<Table, layer_count>* images) {
  MappingWork work{.reg = reg,
                   .deliveries = deliveries,
                   .settings = settings,
                   .images = images,
                   .result = {},
                   .inputs = {},
                   .codes = {},
                   .by_layer = {}};
  work.result.reg = reg;
  for (std::size_t at = 0; at < deliveries.size(); ++at) {
    const Delivery& delivery = deliveries[at];
    SourceAccount& account = work.result.accounts.emplace_back();
    account.source = delivery.source;
    auto& codes = work.codes.emplace_back();
    const SourceSettings& source = settings.sources[delivery.source];
    if (source.reg != reg) continue;
    account.rows_read = delivery.rows_read;
    account.unreadable = delivery.unreadable.size();
    account.first.assign(delivery.rows.size() + 1, 0);
    for (const Profile& profile : settings.profiles) {
      if (profile.name != delivery.profile) continue;
      for (const ProfileLayer& layer : profile.layers) {
        if (layer.layer != delivery.rows.layer) continue;
        codes.insert(layer.codes.begin(), layer.codes.end());
      }
    }
    for (const auto& [attribute, map] : source.codes) {
      for (const auto& [delivered, ours] : map) codes[attribute][delivered] = ours;
    }
    if (delivery.read) work.by_layer[static_cast<std::size_t>(delivery.rows.layer)].push_back(at);
  }
  return work;
}

void take_geometry(MappingWork& work, const Delivery& delivery, Table& table, std::uint32_t first) {
  if (!delivery.rows.has_geometry) return table.without_geometry.push_back(delivery.source);
  table.geometry_known = true;
  for (std::uint32_t record = 0; record < delivery.rows.size(); ++record) {
    const std::uint32_t row = first + record;
    table.geometry.assign(row, delivery.rows.geometry[record]);
    const std::size_t parts = table.geometry[row].part_count();
    if (table.type().multi || table.geometry.kind(row) != geo::Kind::point || parts < 2) continue;
    work.report(Rule::geo_12, work.subject(table.layer, row), {},
                {{"parts", static_cast<std::int64_t>(parts)}},
                {{"wkt", table.geometry.wkt(row, 200)}});
    table.geometry.keep_first_part(row);  // a door is one point: the layer holds no second
  }
}

// The tasks of one delivery whose records are rows; `rows` must outlive them.
std::vector<ColumnTask> tasks_of(MappingWork& work, std::size_t at, Table& table,
                                 std::span<const Placement> rows) {
  const RawTable& raw_rows = work.deliveries[at].rows;
  const bool has_street_name = table.layer == Layer::street || table.layer == Layer::centreline;
  // A street told its mahalle by id or name need not give the code too.
  const bool mahalle_otherwise = raw_rows.column("mahalle_id") != nullptr ||
                                 raw_rows.column("mahalle_adi") != nullptr;
  std::vector<ColumnTask> tasks;
  for (const RawColumn& raw : raw_rows.columns) {
    const auto found = find_position(table.layer, raw.attribute);
    if (!found || raw_rows.column(raw.attribute) != &raw) continue;
    if (has_street_name && (raw.attribute == "ad" || raw.attribute == "tip")) continue;
    const Attribute& attribute = table.type().attributes[*found];
    if (attribute.role == Role::reference || attribute.role == Role::shadow) continue;
    ColumnTask task;
    task.delivery = at;
    task.raw = &raw;
    task.attribute = attribute;
    task.codes = work.code_map(at, raw.attribute);
    task.placements = rows;
    task.into = &table.columns[*found];
    task.layer = table.layer;
    task.mandatory = mandatory(raw_rows.layer, raw.attribute) &&
                     !(mahalle_otherwise && raw.attribute == "mahalle_kodu");
    table.columns[*found].known = true;
    tasks.push_back(task);
  }
  return tasks;
}

void take_inputs(MappingWork& work, std::size_t at, Table& table, std::span<const Placement> rows) {
  const RawTable& raw_rows = work.deliveries[at].rows;
  if (const RawColumn* ids = raw_rows.column("id")) read_ids(*ids, rows, table.ids);
  for (const std::string_view pointer : pointers) {
    if (find_position(table.layer, pointer)) continue;
    if (const RawColumn* raw = raw_rows.column(pointer)) {
      read_ids(*raw, rows, work.input(table.layer, pointer).texts);
    }
  }
  for (const std::string_view name : names_of_parents) {
    const RawColumn* raw = raw_rows.column(name);
    if (raw == nullptr || find_position(table.layer, name)) continue;
    ColumnTask task;
    task.delivery = at;
    task.raw = raw;
    task.attribute = *source_attribute(raw_rows.layer, name);
    task.placements = rows;
    task.into = &work.input(table.layer, name);
    task.layer = table.layer;
    run(work, {&task, 1});
  }
}

// Records that are rows of one layer.
void take_rows(MappingWork& work, std::size_t at, Layer layer) {
  const Delivery& delivery = work.deliveries[at];
  Table& table = work.table(layer);
  const std::uint32_t first = add_rows(table, delivery.rows.size());
  work.result.delivered[index(layer)] = true;
  std::vector<RecordTarget> pairs;
  pairs.reserve(delivery.rows.size());
  for (std::uint32_t record = 0; record < delivery.rows.size(); ++record) {
    table.origins[first + record] = {delivery.source, delivery.rows.rows[record]};
    pairs.push_back({record, {layer, first + record}});
  }
  account_for(work.result.accounts[at], delivery.rows.size(), pairs);
  take_geometry(work, delivery, table, first);

  const std::vector<Placement> rows = placements(delivery.rows.size(), first);
  run(work, tasks_of(work, at, table, rows));
  if (layer == Layer::street || layer == Layer::centreline) {
    read_street_names(work, at, street_name_columns(delivery.rows), rows, layer);
  }
  take_inputs(work, at, table, rows);
}

// A street's mahalle may be given by id or name instead: MOD-02 is about what came of all of them.
void report_streets_without_neighbourhood(MappingWork& work) {
  const Table& streets = work.table(Layer::street);
  const auto& links = streets.links[position(Layer::street, "mahalle_tucbs_no")];
  const Column& codes = streets.columns[position(Layer::street, "mahalle_kodu")];
  for (const std::size_t at : work.by_layer[static_cast<std::size_t>(SourceLayer::street)]) {
    const RawTable& rows = work.deliveries[at].rows;
    const RawColumn* given = rows.column("mahalle_kodu");
    if (given == nullptr) continue;
    if (rows.column("mahalle_id") == nullptr && rows.column("mahalle_adi") == nullptr) continue;
    const SourceAccount& account = work.result.accounts[at];
    for (std::uint32_t record = 0; record < rows.size(); ++record) {
      const std::uint32_t row = account.targets[account.first[record]].row;
      if (links[row] != no_row || !codes.null(row)) continue;
      if (code_cell(*given, record).outcome != CodeCell::Outcome::missing) continue;
      work.report(Rule::mod_02, work.subject(Layer::street, row), "mahalle_kodu",
                  {{"attribute", "mahalle_kodu"}});
    }
  }
}

}  // namespace

Mapped::Mapped() {
  for (const Layer layer : all_layers) tables[index(layer)] = Table(layer);
}

Mapped mapped(Register reg, std::span<const Delivery> deliveries, const Settings& settings,
              const std::array<Table, layer_count>* images) {
  MappingWork work = work_of(reg, deliveries, settings, images);
  for (std::size_t at = 0; at < deliveries.size(); ++at) {
    const Delivery& delivery = deliveries[at];
    if (settings.sources[delivery.source].reg != reg) continue;
    const auto layer = clean_layer(delivery.rows.layer);
    if (layer && delivery.read) take_rows(work, at, *layer);
  }
  judge_versions(work);
  judge_id_columns(work);
  assemble_roads(work);
  take_flat_rows_apart(work);
  judge_code_columns(work);
  resolve_ids(work);
  resolve_neighbourhood_names(work);
  link(work.result.tables);
  resolve_street_names(work);
  resolve_units_by_building(work);
  report_streets_without_neighbourhood(work);
  // Accounts of other registers' deliveries are theirs.
  std::erase_if(work.result.accounts, [&](const SourceAccount& account) {
    return settings.sources[account.source].reg != reg;
  });
  return std::move(work.result);
}

}  // namespace uavt::sync
