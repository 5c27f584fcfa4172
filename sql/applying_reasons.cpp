#include "sql/applying.hpp"
#include "sql/copy_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace uavt::sql {
namespace {

/// Rows of one run and layer that were written for the same reasons.
struct Alike {
  std::vector<std::int64_t> numbers, national, municipal;
};
enum class Operation : std::uint8_t { insert, update, remove };
using Reasons = std::tuple<Operation, std::array<std::uint8_t, sync::Written::most_groups>,
                           std::uint16_t, std::uint16_t>;

std::string mark_text(std::uint8_t mark) {
  if (mark == 0) return {};
  const auto [outcome, take] = sync::unmarked(mark);
  return std::string(name(outcome)) + ":" + std::string(name(take));
}

void write_source(CopyWriter& copy, const sync::Plan& plan, std::uint16_t source) {
  source < plan.source_names.size() ? copy.text(plan.source_names[source]) : copy.null();
}

void write(CopyWriter& copy, const Applying& applying, const sync::Plan& plan, sync::Layer layer,
           std::int32_t position, const Reasons& reasons, const Alike& rows) {
  constexpr std::array<std::string_view, 3> operations{"ekleme", "degisiklik", "silme"};
  const auto& [operation, marks, national, municipal] = reasons;
  std::vector<std::string> texts;
  const std::size_t groups =
      operation == Operation::remove ? 0 : sync::layer_type(layer).groups.size();
  for (std::size_t g = 0; g < groups; ++g) texts.push_back(mark_text(marks[g]));
  const std::vector<std::optional<std::string_view>> group_texts(texts.begin(), texts.end());
  copy.row(11);
  copy.int4(applying.ilce_kodu);
  copy.text(sync::name(layer));
  copy.int8(applying.run);
  copy.int4(position);
  copy.text(operations[static_cast<std::size_t>(operation)]);
  copy.texts(group_texts);
  write_source(copy, plan, national);
  write_source(copy, plan, municipal);
  copy.int8s(rows.numbers);
  national < plan.source_names.size() ? copy.int8s(rows.national) : copy.null();
  municipal < plan.source_names.size() ? copy.int8s(rows.municipal) : copy.null();
}

}  // namespace

void apply_reasons(const Applying& applying, sync::Layer layer, const sync::Plan& plan) {
  const sync::LayerPlan& rows = plan.layers[index(layer)];
  std::map<Reasons, Alike> alike;
  for (std::size_t row = 0; row < rows.written.size(); ++row) {
    const sync::Written& written = rows.written[row];
    const Operation operation =
        rows.before[row] == sync::no_row ? Operation::insert : Operation::update;
    Alike& same =
        alike[{operation, written.groups, written.national.source, written.municipal.source}];
    same.numbers.push_back(rows.after.table.tucbs_no[row]);
    same.national.push_back(written.national.row);
    same.municipal.push_back(written.municipal.row);
  }
  if (!rows.deleted.empty()) {
    constexpr std::uint16_t nowhere = sync::Origin::no_source;
    alike[{Operation::remove, {}, nowhere, nowhere}].numbers = rows.deleted;
  }
  if (alike.empty()) return;
  CopyWriter copy(applying.connection,
                  "uavtsync.neden (ilce_kodu, katman, calisma_no, sira, islem, gruplar, "
                  "ulusal_kaynak, belediye_kaynak, tucbs_no, ulusal_satir, belediye_satir)");
  std::int32_t position = 0;
  for (const auto& [reasons, same] : alike) {
    write(copy, applying, plan, layer, ++position, reasons, same);
  }
  require_count("uavtsync.neden", "insert", alike.size(), copy.finish());
}

}  // namespace uavt::sql
