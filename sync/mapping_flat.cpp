#include "sync/mapping_flat.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "sync/mapping_flat_contents.hpp"
#include "sync/mapping_streets.hpp"
#include "sync/mapping_values.hpp"

namespace uavt::sync {

namespace {

constexpr std::uint32_t none = CodeIndex::none;

FlatRecords flat_records(const MappingWork& work) {
  FlatRecords records;
  records.deliveries = work.by_layer[static_cast<std::size_t>(SourceLayer::flat)];
  records.first.push_back(0);
  for (const std::size_t delivery : records.deliveries) {
    records.first.push_back(records.first.back() +
                            static_cast<std::uint32_t>(work.deliveries[delivery].rows.size()));
  }
  return records;
}

class FlatTables {
 public:
  explicit FlatTables(MappingWork& work)
      : work_(work), records_(flat_records(work)),
        neighbourhoods_(work, records_, Layer::neighbourhood, {"mahalle_kodu", "mahalle_kodu"},
                        {{"mahalle_adi", "ad"},
                         {"koy_kodu", "koy_kodu"},
                         {"koy_adi", "koy_adi"},
                         {"bucak_kodu", "bucak_kodu"},
                         {"bucak_adi", "bucak_adi"}},
                        nullptr),
        streets_(work, records_, Layer::street, {"csbm_kodu", "csbm_kodu"}, {{"csbm_adi", "ad"}},
                 &neighbourhoods_),
        doors_(work, records_, Layer::door, {"bina_kodu", "bina_kodu"},
               {{"kapi_no", "kapi_no"}, {"site_adi", "site_adi"}, {"blok_adi", "blok_adi"}},
               &streets_) {}

  void fill() {
    const std::vector<std::uint32_t> nobody;
    const auto neighbourhood_rows = fill_parents(neighbourhoods_, nullptr, nobody);
    const auto street_rows = fill_parents(streets_, &neighbourhoods_, neighbourhood_rows);
    const auto door_rows = fill_parents(doors_, &streets_, street_rows);
    fill_units(door_rows);
    write_accounts(neighbourhood_rows, street_rows, door_rows);
  }

 private:
  // Placements of one delivery's records.
  using Parts = std::vector<std::vector<Placement>>;

  [[nodiscard]] const RawColumn* raw(std::size_t nth, std::string_view attribute) const {
    return work_.deliveries[records_.deliveries[nth]].rows.column(attribute);
  }
  [[nodiscard]] bool brings(std::string_view attribute) const {
    for (std::size_t nth = 0; nth < records_.deliveries.size(); ++nth) {
      if (raw(nth, attribute) != nullptr) return true;
    }
    return false;
  }

  enum class Voice : std::uint8_t { reports, quiet };

  void read(Layer layer, const Parts& parts, std::string_view flat, std::string_view attribute,
            Voice voice) {
    Table& table = work_.table(layer);
    const std::size_t at = position(layer, attribute);
    Column& into = table.columns[at];
    for (std::size_t nth = 0; nth < parts.size(); ++nth) {
      ColumnTask task;
      task.delivery = records_.deliveries[nth];
      task.raw = raw(nth, flat);
      if (task.raw == nullptr) continue;
      into.known = true;
      task.attribute = table.type().attributes[at];
      task.placements = parts[nth];
      task.into = &into;
      task.layer = layer;
      task.mandatory = voice == Voice::reports && mandatory(SourceLayer::flat, flat);
      task.quiet = voice == Voice::quiet;
      run(work_, {&task, 1});
    }
  }

  // Rows of one parent layer; returns the table row of each parent. `above_rows` are those of the
  // layer above.
  std::vector<std::uint32_t> fill_parents(FlatParents& parents, const FlatParents* above,
                                          const std::vector<std::uint32_t>& above_rows) {
    const Layer layer = parents.layer();
    parents.gather();
    if (!brings(parents.code().flat) && !brings(parents.feeds().front().flat)) return {};
    work_.result.delivered[index(layer)] = true;
    Table& table = work_.table(layer);
    const std::uint32_t first = add_rows(table, parents.size());
    std::vector<std::uint32_t> rows(parents.size());
    Parts parts(records_.deliveries.size());
    std::vector<std::uint32_t> speakers(parents.size());
    for (std::uint32_t parent = 0; parent < parents.size(); ++parent) {
      const std::uint32_t row = rows[parent] = first + parent;
      const std::uint32_t record = speakers[parent] = speaker(parents, parent, row);
      const auto [nth, local] = records_.at(record);
      parts[nth].push_back({local, row});
      const Delivery& delivery = work_.deliveries[records_.deliveries[nth]];
      table.origins[row] = {delivery.source, delivery.rows.rows[local]};
    }
    for (Finding& finding : pending_) {
      Subject& about = finding.subjects.front();
      about.origin = table.origins[static_cast<std::size_t>(about.row)];
      work_.result.findings.push_back(std::move(finding));
    }
    pending_.clear();
    read(layer, parts, parents.code().flat, parents.code().attribute, Voice::reports);
    if (layer == Layer::street) {
      for (std::size_t nth = 0; nth < parts.size(); ++nth) {
        const std::size_t delivery = records_.deliveries[nth];
        read_street_names(work_, delivery,
                          street_name_columns(work_.deliveries[delivery].rows), parts[nth], layer);
      }
    } else {
      for (const FlatParents::Feed& feed : parents.feeds()) {
        read(layer, parts, feed.flat, feed.attribute, Voice::reports);
      }
    }
    if (layer == Layer::neighbourhood) report_missing_district(parts);
    if (above != nullptr) {
      // The code of the parent above is judged there, once, not in every row under it.
      const std::string_view code = above->code().flat;
      read(layer, parts, code, code, Voice::quiet);
      hang(layer, code, rows, speakers, *above, above_rows);
    }
    return rows;
  }

  void report_missing_district(const Parts& parts) {
    std::string buffer;
    for (std::size_t nth = 0; nth < parts.size(); ++nth) {
      const RawColumn* column = raw(nth, "ilce_kodu");
      if (column == nullptr) continue;
      for (const Placement& place : parts[nth]) {
        if (!says_nothing(cell_text(*column, place.record, buffer))) continue;
        work_.report(Rule::mod_02, work_.subject(Layer::neighbourhood, place.row), "ilce_kodu",
                     {{"attribute", "ilce_kodu"}});
      }
    }
  }

  // Links rows to the layer above; MOD-02 where the rows name no parent there.
  void hang(Layer layer, std::string_view code, const std::vector<std::uint32_t>& rows,
            const std::vector<std::uint32_t>& speakers, const FlatParents& above,
            const std::vector<std::uint32_t>& above_rows) {
    const std::string_view reference = layer == Layer::street ? "mahalle_tucbs_no"
                                       : layer == Layer::door ? "csbm_tucbs_no"
                                                              : "numarataj_tucbs_no";
    auto& links = work_.table(layer).links[position(layer, reference)];
    const bool asked = mandatory(SourceLayer::flat, code) && brings(code);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const std::uint32_t parent = above.of(speakers[at]);
      if (parent != none && !above_rows.empty()) {
        links[rows[at]] = static_cast<std::int32_t>(above_rows[parent]);
      } else if (asked) {
        work_.report(Rule::mod_02, work_.subject(layer, rows[at]), code,
                     {{"attribute", std::string(code)}});
      }
    }
  }

  // The record whose content the parent has.
  std::uint32_t speaker(const FlatParents& parents, std::uint32_t parent, std::uint32_t row) {
    std::vector<FlatContent> contents = parents.contents(parent);
    if (contents.size() == 1) return contents.front().record;
    const Table typed = parents.typed(contents);
    const auto by_count = [](const FlatContent& a, const FlatContent& b) {
      return a.count < b.count;
    };
    const auto most = std::ranges::max_element(contents, by_count);
    auto kept = most;
    const bool tie = std::ranges::count(contents, most->count, &FlatContent::count) > 1;
    bool settled = !tie;
    if (const auto last = last_content(parents, typed)) {
      kept = contents.begin() + static_cast<std::ptrdiff_t>(*last);
      settled = true;
    }
    report_contents(parents, row, contents, typed,
                    static_cast<std::size_t>(kept - contents.begin()), settled);
    if (!settled && work_.settings.enabled(Rule::src_07)) {
      work_.table(parents.layer()).states[row] = RowState::quarantined;
    }
    return kept->record;
  }

  static bool same_cell(const Attribute& attribute, const Column& a, std::size_t row_a,
                        const Column& b, std::size_t row_b) {
    if (a.null(row_a) || b.null(row_b)) return a.null(row_a) && b.null(row_b);
    return same_value(attribute, a, row_a, b, row_b);
  }

  // The content that is same as the last image of this code.
  std::optional<std::size_t> last_content(const FlatParents& parents, const Table& typed) {
    if (work_.images == nullptr) return std::nullopt;
    const Table& images = (*work_.images)[index(parents.layer())];
    if (images.size() == 0) return std::nullopt;
    const std::size_t code_at = position(parents.layer(), parents.code().attribute);
    auto& known = image_rows_[index(parents.layer())];
    if (!known) {
      known.emplace(images.size());
      const Column& codes = images.columns[code_at];
      for (std::uint32_t row = 0; row < images.size(); ++row) {
        if (!codes.null(row)) known->insert(codes.integers[row], row);
      }
    }
    if (typed.columns[code_at].null(0)) return std::nullopt;
    const std::uint32_t row = known->find(typed.columns[code_at].integers[0]);
    if (row == none) return std::nullopt;
    for (std::size_t content = 0; content < typed.size(); ++content) {
      const bool same = std::ranges::all_of(parents.compared(), [&](std::size_t at) {
        return same_cell(typed.type().attributes[at], typed.columns[at], content,
                         images.columns[at], row);
      });
      if (same) return content;
    }
    return std::nullopt;
  }

  // SRC-07, about the first attribute in which the contents differ.
  void report_contents(const FlatParents& parents, std::uint32_t row,
                       const std::vector<FlatContent>& contents, const Table& typed,
                       std::size_t kept, bool settled) {
    if (!work_.settings.enabled(Rule::src_07)) return;
    const auto differs = [&](std::size_t at) {
      for (std::size_t content = 0; content < typed.size(); ++content) {
        if (!same_cell(typed.type().attributes[at], typed.columns[at], kept, typed.columns[at],
                       content)) {
          return true;
        }
      }
      return false;
    };
    const auto found = std::ranges::find_if(parents.compared(), differs);
    // Parents above without a code differ although their codes are alike: null.
    const std::size_t at = found != parents.compared().end() ? *found : parents.compared().front();
    const Attribute& attribute = typed.type().attributes[at];
    const auto text = [&](std::size_t content) {
      return value_text(attribute, typed.columns[at], content);
    };
    std::string others;
    Arguments evidence;
    for (std::size_t content = 0; content < contents.size(); ++content) {
      evidence.emplace_back("rows", std::int64_t{contents[content].count});
      if (settled && content == kept) continue;
      if (!others.empty()) others += " · ";
      others += text(content);
    }
    const std::size_t code_at = position(parents.layer(), parents.code().attribute);
    Finding finding;
    finding.rule = Rule::src_07;
    finding.severity = work_.settings.severity(Rule::src_07);
    finding.attribute = attribute.name;
    finding.subjects.push_back(work_.subject(parents.layer(), row));
    finding.arguments = {
        {"parent", std::string(name(parents.layer()))},
        {"code", value_text(typed.type().attributes[code_at], typed.columns[code_at], 0)},
        {"attribute", std::string(attribute.name)},
        {"kept", settled ? text(kept) : std::string("–")},
        {"others", others}};
    finding.evidence = std::move(evidence);
    pending_.push_back(std::move(finding));
  }

  [[nodiscard]] bool feeds_unit(std::size_t nth, std::uint32_t record, std::string& buffer) const {
    if (const RawColumn* codes = raw(nth, "adres_no")) {
      if (code_cell(*codes, record).outcome != CodeCell::Outcome::missing) return true;
    }
    const RawColumn* numbers = raw(nth, "ic_kapi_no");
    return numbers != nullptr && !says_nothing(cell_text(*numbers, record, buffer));
  }

  void fill_units(const std::vector<std::uint32_t>& door_rows) {
    unit_row_.assign(records_.size(), none);
    if (!brings("adres_no") && !brings("ic_kapi_no")) return;
    work_.result.delivered[index(Layer::unit)] = true;
    Table& table = work_.table(Layer::unit);
    auto row = static_cast<std::uint32_t>(table.size());
    Parts parts(records_.deliveries.size());
    std::vector<std::uint32_t> rows, speakers;
    std::vector<Origin> origins;
    std::string buffer;
    for (std::size_t nth = 0; nth < parts.size(); ++nth) {
      const Delivery& delivery = work_.deliveries[records_.deliveries[nth]];
      for (std::uint32_t record = 0; record < delivery.rows.size(); ++record) {
        if (!feeds_unit(nth, record, buffer)) continue;
        parts[nth].push_back({record, row});
        speakers.push_back(records_.first[nth] + record);
        unit_row_[speakers.back()] = row;
        origins.push_back({delivery.source, delivery.rows.rows[record]});
        rows.push_back(row++);
      }
    }
    add_rows(table, rows.size());
    std::ranges::copy(origins, table.origins.end() - static_cast<std::ptrdiff_t>(origins.size()));
    read(Layer::unit, parts, "adres_no", "adres_no", Voice::reports);
    read(Layer::unit, parts, "ic_kapi_no", "ic_kapi_no", Voice::reports);
    read(Layer::unit, parts, "bina_kodu", "bina_kodu", Voice::quiet);
    // A unit whose row names no door at all lacks the door's number.
    hang(Layer::unit, "kapi_no", rows, speakers, doors_, door_rows);
  }

  void write_accounts(const std::vector<std::uint32_t>& neighbourhood_rows,
                      const std::vector<std::uint32_t>& street_rows,
                      const std::vector<std::uint32_t>& door_rows) {
    for (std::size_t nth = 0; nth < records_.deliveries.size(); ++nth) {
      const std::size_t delivery = records_.deliveries[nth];
      const auto count = static_cast<std::uint32_t>(work_.deliveries[delivery].rows.size());
      std::vector<RecordTarget> pairs;
      pairs.reserve(std::size_t{count} * 4);
      for (std::uint32_t local = 0; local < count; ++local) {
        const std::uint32_t record = records_.first[nth] + local;
        const std::size_t before = pairs.size();
        const auto add = [&](const FlatParents& parents, const std::vector<std::uint32_t>& rows) {
          if (parents.of(record) == none || rows.empty()) return;
          pairs.push_back({local, {parents.layer(), rows[parents.of(record)]}});
        };
        add(neighbourhoods_, neighbourhood_rows);
        add(streets_, street_rows);
        add(doors_, door_rows);
        if (unit_row_[record] != none) {
          pairs.push_back({local, {Layer::unit, unit_row_[record]}});
        }
        if (pairs.size() == before) {
          work_.report(Rule::mod_02, work_.lost(delivery, local, std::nullopt), "mahalle_kodu",
                       {{"attribute", "mahalle_kodu"}});
        }
      }
      account_for(work_.result.accounts[delivery], count, pairs);
    }
  }

  MappingWork& work_;
  FlatRecords records_;
  FlatParents neighbourhoods_, streets_, doors_;
  std::vector<std::uint32_t> unit_row_;
  std::vector<Finding> pending_;  // made before their row has its origin
  std::array<std::optional<CodeIndex>, layer_count> image_rows_;
};

}  // namespace

void take_flat_rows_apart(MappingWork& work) {
  if (work.by_layer[static_cast<std::size_t>(SourceLayer::flat)].empty()) return;
  FlatTables(work).fill();
}

}  // namespace uavt::sync
