// One correction that somebody has to type: what to do, to which record, from what to what, whose
// task it is and why. Items of the list "uavt" are mended in UAVT, those of "cbs" in the
// municipality's own layers. An item is known by what is to be done, never by measured values, so
// that it closes by itself when a delivery shows it done and comes back under the same number.
#pragma once

#include "sync/addressee.hpp"
#include "sync/layer.hpp"
#include "sync/table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace uavt::sync {

enum class WorkList : std::uint8_t { uavt, cbs };
[[nodiscard]] std::string_view name(WorkList list);  ///< "uavt", "cbs"
[[nodiscard]] std::optional<WorkList> work_list_named(std::string_view name);

/// In the order of typing: what is there is put right before something is added beside it.
enum class Operation : std::uint8_t {
  correct,  ///< duzelt
  move,     ///< tasi: another place, or under another street or door
  merge,    ///< birlestir: one thing under two codes
  add,      ///< ekle
  retire,   ///< pasife_al
};
inline constexpr std::size_t operation_count = 5;
[[nodiscard]] std::string_view name(Operation operation);
[[nodiscard]] std::optional<Operation> operation_named(std::string_view name);

/// Why something is on a list (işlem gerekçesi).
enum class WorkReason : std::uint8_t {
  only_cbs,       ///< yalniz_cbs
  only_uavt,      ///< yalniz_uavt
  values_differ,  ///< deger_farkli
  other_parent,   ///< baska_yerde: under another street, door or mahalle
  far_apart,      ///< konum_farkli
  two_codes,      ///< iki_kod: each register has a code of its own
  recorded_twice, ///< cift_kayit: UAVT has two records
  demolished,     ///< yikilmis
  refused,        ///< reddedildi: a person did not let a new record in
};
inline constexpr std::size_t work_reason_count = 9;
[[nodiscard]] std::string_view name(WorkReason reason);

enum class ItemState : std::uint8_t { open, reopened, closed };
[[nodiscard]] std::string_view name(ItemState state);  ///< "open", "reopened", "closed"

/// The record as the form asks for it. Empty: unknown, or not of this layer.
struct WorkRecord {
  std::int64_t mahalle_kodu = null_integer, csbm_kodu = null_integer;
  std::string mahalle, koy_kodu, koy, csbm, csbm_tip;
  std::string bina_kodu, numarataj_kimlik_no, yapi_kimlik_no, adres_no;
  std::string dis_kapi, yeni_dis_kapi, ic_kapi, yeni_ic_kapi;
  std::string numarataj_tipi, kat, kullanim, yapi_durumu, yapi_tipi, site, blok, ada, parsel, pafta;
};

struct WorkItem {
  WorkList list{};
  Operation operation{};
  WorkReason reason{};
  Layer layer{};
  std::string key;              ///< the code as text, else "#tucbs_no", else "~" and its content's hash
  std::string group;            ///< attribute group; empty: the whole record
  std::int64_t tucbs_no = 0;    ///< 0: a record that was not let in
  std::int64_t other_no = 0;    ///< of a merge: the other entity; else 0
  bool waits = false;           ///< nobody has decided yet which side is right
  WorkRecord record;
  std::string current, proposed;  ///< what the register to be mended says, what it should say
  std::int64_t document_date = null_integer;  ///< of the document behind it, where a row tells it
  Addressee addressee{};
  std::optional<geo::Point> point, lonlat;    ///< CRS: target; lon/lat filled by app
  std::string fingerprint, sort_key;
  std::string finding;          ///< fingerprint of the finding that says the same; empty: none
  /// Rows tonight, to find that finding by. Not stored.
  Register subject_reg = Register::cbs;
  std::int32_t subject_row = no_row;
  // By comparison with the lists as they were:
  std::int64_t number = 0;      ///< of the item, for good
  ItemState state = ItemState::open;
  std::int64_t first_run = 0;   ///< that ever saw it
  std::int64_t since_run = 0;   ///< since when it has been there without a break
};

/// An item that was open after the last run, as the database keeps it.
struct OpenItem {
  std::int64_t number = 0;
  std::string fingerprint;
  WorkList list{};
  Layer layer{};
  std::int64_t tucbs_no = 0, other_no = 0;
  std::int64_t mahalle_kodu = null_integer;
  std::string sort_key;
  ItemState state = ItemState::open;
  std::int64_t first_run = 0, since_run = 0;
  std::string content_digest, json;
};

/// A register delivered a layer anew: an item that this did not settle is one delivery older.
struct LayerDelivered {
  Register reg{};
  Layer layer{};
  std::int64_t mahalle_kodu = 0;  ///< 0: all that is ours
  std::int64_t run = 0;
  std::int64_t as_of = null_integer;
  auto operator<=>(const LayerDelivered&) const = default;
};

/// An item as a report tells it.
struct ToldItem {
  std::string json;  ///< its content
  std::int64_t number = 0;
  WorkList list{};
  ItemState state = ItemState::open;
  std::int64_t since_run = 0;
  std::int64_t deliveries = 0;  ///< of its register and layer that came after it
  std::string sort_key;
};

/// From list, operation, layer, key and group.
[[nodiscard]] std::string fingerprint_of(const WorkItem& item);

/// Order of typing inside a list: by mahalle; in it streets, buildings, doors, units, and by street
/// and number; what is retired last, the other way round.
[[nodiscard]] std::string sort_key_of(const WorkItem& item);

/// Brings what a report tells into the order of typing, closed items last.
void sort_for_typing(std::vector<ToldItem>& items);

}  // namespace uavt::sync
