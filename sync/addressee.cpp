#include "sync/addressee.hpp"

#include "sync/province.hpp"

#include <array>

namespace uavt::sync {

namespace {

constexpr std::array<std::string_view, addressee_count> names = {
    "ilce_belediyesi", "buyuksehir_belediyesi", "il_ozel_idaresi",
    "nufus_mudurlugu", "tkgm",                  "cbs_birimi"};

/// Is it about what a street is called, or which number a door has?
bool naming_or_numbering(Layer layer, std::string_view group) {
  if (layer == Layer::street || layer == Layer::centreline) return true;
  return layer == Layer::door && (group.empty() || group == "adres");
}

}  // namespace

std::string_view name(Addressee addressee) {
  return names[static_cast<std::size_t>(addressee)];
}

Addressee addressee_of(Layer layer, std::string_view group, Jurisdiction where) {
  if (layer == Layer::neighbourhood) return Addressee::population_office;
  if (layer == Layer::parcel) return Addressee::land_registry;
  // A metropolitan province has no villages any more: their legal person ended with law 6360.
  if (metropolitan(where.plate)) {
    return naming_or_numbering(layer, group) ? Addressee::metropolitan_municipality
                                             : Addressee::district_municipality;
  }
  return where.village ? Addressee::special_administration : Addressee::district_municipality;
}

}  // namespace uavt::sync
