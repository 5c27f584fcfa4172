#include "sync/mapping_flat_contents.hpp"

#include <algorithm>

#include "sync/mapping_values.hpp"
#include "sync/text.hpp"

namespace uavt::sync {

namespace {

// The attribute of a layer that names the parent above it.
std::string_view code_of_parent(Layer layer) {
  if (layer == Layer::street) return "mahalle_kodu";
  return layer == Layer::door ? "csbm_kodu" : std::string_view();
}

}  // namespace

std::pair<std::size_t, std::uint32_t> FlatRecords::at(std::uint32_t record) const {
  const auto after = std::ranges::upper_bound(first, record);
  const auto nth = static_cast<std::size_t>(after - first.begin()) - 1;
  return {nth, record - first[nth]};
}

FlatParents::FlatParents(const MappingWork& work, const FlatRecords& records, Layer layer,
                         Feed code, std::vector<Feed> feeds, const FlatParents* above)
    : work_(work), records_(records), layer_(layer), code_(code), feeds_(std::move(feeds)),
      above_(above) {
  for (const std::size_t delivery : records.deliveries) {
    const RawTable& rows = work.deliveries[delivery].rows;
    auto& columns = columns_.emplace_back();
    columns.push_back(rows.column(code_.flat));
    for (const Feed& feed : feeds_) columns.push_back(rows.column(feed.flat));
  }
  if (above_ != nullptr) compared_.push_back(position(layer, code_of_parent(layer)));
  for (const Feed& feed : feeds_) compared_.push_back(position(layer, feed.attribute));
  // A street's name brings its type along.
  if (layer == Layer::street) compared_.push_back(position(layer, "tip"));
}

const RawColumn* FlatParents::raw(std::size_t nth, std::size_t feed) const {
  return columns_[nth][1 + feed];
}

std::string_view FlatParents::cell(std::uint32_t record, std::size_t feed,
                                   std::string& buffer) const {
  const auto [nth, local] = records_.at(record);
  const RawColumn* column = raw(nth, feed);
  return column == nullptr ? std::string_view() : trimmed(cell_text(*column, local, buffer));
}

void FlatParents::gather() {
  of_record_.assign(records_.size(), none);
  for (std::uint32_t record = 0; record < records_.size(); ++record) {
    const std::uint32_t parent = parent_of(record);
    of_record_[record] = parent;
    if (parent != none) add_content(parent, record);
  }
}

std::uint32_t FlatParents::parent_of(std::uint32_t record) {
  const auto next = static_cast<std::uint32_t>(first_content_.size());
  const auto [nth, local] = records_.at(record);
  std::uint32_t parent = none;
  const RawColumn* codes = columns_[nth][0];
  const CodeCell code = codes == nullptr ? CodeCell{} : code_cell(*codes, local);
  if (code.value != null_integer) {
    parent = by_code_.insert(code.value, next);
  } else if (const std::string key = name_key(record); !key.empty()) {
    parent = by_name_.insert(static_cast<std::int64_t>(hash64(key)), next);
  }
  if (parent == next) first_content_.push_back(none);
  return parent;
}

// Without a code: the name under the parent above; for a door its number, site and blok.
std::string FlatParents::name_key(std::uint32_t record) const {
  std::string buffer;
  const std::string_view name = cell(record, 0, buffer);
  if (name.empty()) return {};
  std::string key = above_ == nullptr ? std::string() : std::to_string(above_->of(record));
  key += '\n';
  if (layer_ == Layer::door) {
    key += canonical_door_number(name);
    for (std::size_t feed = 1; feed < feeds_.size(); ++feed) {
      key += '\n' + plain_form(cell(record, feed, buffer));
    }
  } else if (layer_ == Layer::street) {
    const TypedName typed = split_type(name);
    key += strict(typed.name, TypeWords::none) + '\n' + std::to_string(typed.type.value_or(-1));
  } else {
    key += strict(name, TypeWords::neighbourhood);
  }
  return key;
}

void FlatParents::add_content(std::uint32_t parent, std::uint32_t record) {
  std::uint32_t last = none;
  for (const bool typed : {false, true}) {
    for (std::uint32_t at = first_content_[parent]; at != none; at = contents_[at].next) {
      FlatContent& content = contents_[at];
      last = at;
      if (!(typed ? same(content.record, record) : identical(content.record, record))) continue;
      ++content.count;
      // Of two spellings the smaller is shown, whichever came first.
      if (typed && content_text(record) < content_text(content.record)) content.record = record;
      return;
    }
  }
  const auto added = static_cast<std::uint32_t>(contents_.size());
  contents_.push_back({record, 1, none});
  if (last == none) first_content_[parent] = added;
  else contents_[last].next = added;
}

bool FlatParents::identical(std::uint32_t a, std::uint32_t b) const {
  if (above_ != nullptr && above_->of(a) != above_->of(b)) return false;
  std::string buffer_a, buffer_b;
  for (std::size_t feed = 0; feed < feeds_.size(); ++feed) {
    if (cell(a, feed, buffer_a) != cell(b, feed, buffer_b)) return false;
  }
  return true;
}

bool FlatParents::same(std::uint32_t a, std::uint32_t b) const {
  if (above_ != nullptr && above_->of(a) != above_->of(b)) return false;
  const Table rows = typed({{a, 1, none}, {b, 1, none}});
  return std::ranges::all_of(compared_, [&](std::size_t at) {
    const Column& column = rows.columns[at];
    if (column.null(0) || column.null(1)) return column.null(0) && column.null(1);
    return same_value(rows.type().attributes[at], column, 0, column, 1);
  });
}

std::string FlatParents::content_text(std::uint32_t record) const {
  std::string text, buffer;
  if (above_ != nullptr && above_->of(record) != none) {
    const std::uint32_t parent = above_->of(record);
    text = above_->content_text(above_->contents_[above_->first_content_[parent]].record);
  }
  for (std::size_t feed = 0; feed < feeds_.size(); ++feed) {
    text += '\n';
    text += cell(record, feed, buffer);
  }
  return text;
}

bool FlatParents::contradictory(std::uint32_t parent) const {
  return contents_[first_content_[parent]].next != none;
}

std::vector<FlatContent> FlatParents::contents(std::uint32_t parent) const {
  std::vector<FlatContent> all;
  for (std::uint32_t at = first_content_[parent]; at != none; at = contents_[at].next) {
    all.push_back(contents_[at]);
  }
  if (all.size() > 1) {
    std::ranges::sort(all, {}, [&](const FlatContent& content) {
      return content_text(content.record);
    });
  }
  return all;
}

Table FlatParents::typed(const std::vector<FlatContent>& chosen) const {
  Table table(layer_);
  add_rows(table, chosen.size());
  const auto read = [&](std::uint32_t row, const RawColumn* column, std::size_t delivery,
                        std::uint32_t record, std::string_view attribute) {
    if (column == nullptr) return;
    const Placement place{record, row};
    ColumnTask task;
    task.raw = column;
    task.attribute = layer_type(layer_).attributes[position(layer_, attribute)];
    task.placements = {&place, 1};
    task.into = &table.columns[position(layer_, attribute)];
    task.quiet = true;
    static_cast<void>(read_column(task, work_.deliveries[delivery], work_.reg, work_.settings));
  };
  for (std::uint32_t row = 0; row < chosen.size(); ++row) {
    const auto [nth, local] = records_.at(chosen[row].record);
    const std::size_t delivery = records_.deliveries[nth];
    read(row, columns_[nth][0], delivery, local, code_.attribute);
    for (std::size_t feed = 0; feed < feeds_.size(); ++feed) {
      read(row, raw(nth, feed), delivery, local, feeds_[feed].attribute);
    }
    if (above_ != nullptr) {
      read(row, above_->columns_[nth][0], delivery, local, code_of_parent(layer_));
    }
    if (layer_ != Layer::street) continue;
    Column& names = table.columns[position(layer_, "ad")];
    const TypedName split = split_type(names.texts[row]);
    if (names.null(row)) continue;
    names.texts.set(row, split.name);
    if (split.type) table.columns[position(layer_, "tip")].integers[row] = *split.type;
  }
  return table;
}

}  // namespace uavt::sync
