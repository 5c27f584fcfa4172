#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"
#include "sql/statements.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace uavt::sql {
namespace {

constexpr const char* columns =
    " (ilce_kodu, katman, kutuk, tucbs_no, bos, fark, geometri, kaynak_id)";

/// The images of one register and layer, as (column) values.
struct Side {
  sync::Layer layer{};
  sync::Register reg{};
  const sync::ImagePlan* plan = nullptr;
};

void write_rows(CopyWriter& copy, const Applying& applying, const Side& side) {
  const sync::ImageRows& rows = side.plan->written;
  const sync::LayerType& type = sync::layer_type(side.layer);
  std::vector<std::optional<std::string_view>> patches;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    copy.row(8);
    copy.int4(applying.ilce_kodu);
    copy.text(type.name);
    copy.text(sync::name(side.reg));
    copy.int8(rows.tucbs_no[row]);
    copy.int8(static_cast<std::int64_t>(rows.absent[row]));
    patches.clear();
    for (std::uint32_t p = rows.first[row]; p < rows.first[row + 1]; ++p) {
      patches.emplace_back(type.attributes[rows.patches[p].attribute].name);
      patches.emplace_back(rows.patches[p].value);
    }
    patches.empty() ? copy.null() : copy.texts(patches);
    copy.geometry(rows.geometry, row, type.multi, 0);
    rows.ids.null(row) ? copy.null() : copy.text(rows.ids[row]);
  }
  if (!rows.usual) return;
  copy.row(8);
  copy.int4(applying.ilce_kodu);
  copy.text(type.name);
  copy.text(sync::name(side.reg));
  copy.int8(usual_image);
  copy.int8(static_cast<std::int64_t>(*rows.usual));
  for (int rest = 0; rest < 3; ++rest) copy.null();
}

bool has_images(const Applying& applying, const Side& side) {
  return !applying.work
              .exec_params(
                  "SELECT FROM uavtsync.goruntu WHERE ilce_kodu = $1 AND katman = $2 AND "
                  "kutuk = $3 LIMIT 1",
                  applying.ilce_kodu, std::string(sync::name(side.layer)),
                  std::string(sync::name(side.reg)))
              .empty();
}

void forget(const Applying& applying, const Side& side) {
  if (side.plan->forgotten.empty()) return;
  const auto forgotten = applying.work.exec_params(
      query("forget_images"), applying.ilce_kodu, std::string(sync::name(side.layer)),
      std::string(sync::name(side.reg)), array_parameter(side.plan->forgotten));
  require_count("images of " + std::string(sync::name(side.layer)), "forget",
                side.plan->forgotten.size(), forgotten.affected_rows());
}

/// A register's first images of a layer go straight in.
void insert(const Applying& applying, const Side& side) {
  CopyWriter copy(applying.connection, std::string("uavtsync.goruntu") + columns);
  write_rows(copy, applying, side);
  require_count("images of " + std::string(sync::name(side.layer)), "insert",
                side.plan->written.size() + (side.plan->written.usual ? 1 : 0), copy.finish());
}

void upsert(const Applying& applying, const std::vector<Side>& sides) {
  applying.work.exec(
      "CREATE TEMPORARY TABLE yeni_goruntu ON COMMIT DROP AS "
      "SELECT ilce_kodu, katman, kutuk, tucbs_no, bos, fark, geometri, kaynak_id "
      "FROM uavtsync.goruntu WITH NO DATA");
  CopyWriter copy(applying.connection, std::string("yeni_goruntu") + columns);
  for (const Side& side : sides) write_rows(copy, applying, side);
  const std::uint64_t expected = copy.finish();
  const auto written = applying.work.exec(query("upsert_images"));
  require_count("images", "write", expected, written.affected_rows());
}

}  // namespace

void apply_images(const Applying& applying, const sync::Plan& plan) {
  std::vector<Side> changed;
  for (const sync::Layer layer : sync::all_layers) {
    for (std::size_t reg = 0; reg < sync::register_count; ++reg) {
      const Side side{layer, static_cast<sync::Register>(reg), &plan.images[index(layer)][reg]};
      forget(applying, side);
      if (side.plan->written.size() == 0 && !side.plan->written.usual) continue;
      if (has_images(applying, side)) {
        changed.push_back(side);
      } else {
        insert(applying, side);
      }
    }
  }
  if (!changed.empty()) upsert(applying, changed);
}

}  // namespace uavt::sql
