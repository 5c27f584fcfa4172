// What a CRS text means: names, codes, areas of use, and when two of them are one.
#include "geo/error.hpp"
#include "geo/proj_context.hpp"
#include "geo/transformation.hpp"

#include <proj_experimental.h>

#include <charconv>
#include <cmath>
#include <cstring>

namespace uavt::geo {
namespace {

// PROJ's confidence that a WKT is an EPSG entry: 100 the same by name and content, 90 the same but
// for the name's spelling or the axis order (proj_identify); 70 has another name altogether.
constexpr int sure_confidence = 90;

bool is_crs_code(const char* code, int& number) {
  if (code == nullptr) return false;
  const char* end = code + std::strlen(code);
  const auto [rest, error] = std::from_chars(code, end, number);
  return error == std::errc() && rest == end;
}

int own_epsg_code(const PJ* crs) {
  const char* authority = proj_get_id_auth_name(crs, 0);
  int number = 0;
  const bool has = authority != nullptr && std::strcmp(authority, "EPSG") == 0 &&
                   is_crs_code(proj_get_id_code(crs, 0), number);
  return has ? number : 0;
}

// The EPSG entry a CRS is, found by content; nothing when PROJ is not sure or finds two.
ProjObject identified(const ProjContext& context, const PJ* crs) {
  int* confidences = nullptr;
  const ProjList found(proj_identify(context.handle(), crs, "EPSG", nullptr, &confidences));
  ProjObject entry;
  if (found && confidences != nullptr) {
    const int count = proj_list_get_count(found.get());
    const bool sure = count > 0 && confidences[0] >= sure_confidence;
    const bool alone = count < 2 || confidences[1] < confidences[0];
    if (sure && alone) entry.reset(proj_list_get(context.handle(), found.get(), 0));
  }
  if (confidences != nullptr) proj_int_list_destroy(confidences);
  return entry;
}

// A PROJ string names an operation unless it says that it is a CRS.
std::string as_crs_text(const std::string& text) {
  const bool proj_string =
      text.find("+proj=") != std::string::npos || text.find("+init=") != std::string::npos;
  const bool says_crs = text.find("type=crs") != std::string::npos;
  return proj_string && !says_crs ? text + " +type=crs" : text;
}

// A message shows only the start of a WKT.
std::string shown(const std::string& text) {
  constexpr std::size_t longest = 80;
  return text.size() <= longest ? text : text.substr(0, longest) + "…";
}

ProjObject two_dimensional(const ProjContext& context, ProjObject crs) {
  if (proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS) {
    crs.reset(proj_crs_get_sub_crs(context.handle(), crs.get(), 0));
  }
  if (!crs) return crs;
  ProjObject flat(proj_crs_demote_to_2D(context.handle(), nullptr, crs.get()));
  return flat ? std::move(flat) : std::move(crs);
}

}  // namespace

ProjObject crs_named(const ProjContext& context, const std::string& text) {
  ProjObject crs(proj_create(context.handle(), as_crs_text(text).c_str()));
  if (!crs) {
    throw CrsError("unknown coordinate system \"" + shown(text) + "\": " +
                   (context.message().empty() ? "PROJ does not know it" : context.message()) +
                   "; give an EPSG code such as EPSG:5254, or WKT");
  }
  if (proj_is_crs(crs.get()) == 0) {
    throw CrsError("\"" + shown(text) +
                   "\" is not a coordinate system; give an EPSG code such as EPSG:5254, or WKT");
  }
  crs = two_dimensional(context, std::move(crs));
  const PJ_TYPE type = crs ? proj_get_type(crs.get()) : PJ_TYPE_UNKNOWN;
  if (type == PJ_TYPE_UNKNOWN || type == PJ_TYPE_VERTICAL_CRS) {
    throw CrsError("\"" + shown(text) + "\" has no horizontal coordinate system");
  }
  // A bound CRS brings its own way to WGS 84 (TOWGS84): taking the entry would lose it.
  if (type == PJ_TYPE_BOUND_CRS || own_epsg_code(crs.get()) != 0) return crs;
  ProjObject entry = identified(context, crs.get());
  return entry ? std::move(entry) : std::move(crs);
}

std::string name_of(const PJ* crs) {
  const char* name = proj_get_name(crs);
  const char* authority = proj_get_id_auth_name(crs, 0);
  const char* code = proj_get_id_code(crs, 0);
  std::string result = name != nullptr ? name : "unknown";
  if (authority != nullptr && code != nullptr) {
    result += std::string(" (") + authority + ":" + code + ")";
  }
  return result;
}

bool same_crs(const ProjContext& context, const PJ* a, const PJ* b) {
  const int code_a = own_epsg_code(a), code_b = own_epsg_code(b);
  if (code_a != 0 && code_b != 0) return code_a == code_b;
  const ProjObject east_a(proj_normalize_for_visualization(context.handle(), a));
  const ProjObject east_b(proj_normalize_for_visualization(context.handle(), b));
  return proj_is_equivalent_to_with_ctx(context.handle(), east_a ? east_a.get() : a,
                                        east_b ? east_b.get() : b,
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0;
}

Box area_of_use(const std::string& crs) {
  const ProjContext context;
  const ProjObject object = crs_named(context, crs);
  double west = 0, south = 0, east = 0, north = 0;
  // PROJ writes -1000 for "not known".
  if (proj_get_area_of_use(context.handle(), object.get(), &west, &south, &east, &north, nullptr) ==
          0 ||
      west < -180 || south < -90) {
    throw CrsError("the area of use of \"" + shown(crs) + "\" is not known");
  }
  return {west, south, east, north};
}

int epsg_code(const std::string& crs) {
  const ProjContext context;
  return own_epsg_code(crs_named(context, crs).get());
}

std::string crs_name(const std::string& crs) {
  const ProjContext context;
  return name_of(crs_named(context, crs).get());
}

bool same_crs(const std::string& a, const std::string& b) {
  const ProjContext context;
  const ProjObject first = crs_named(context, a), second = crs_named(context, b);
  return same_crs(context, first.get(), second.get());
}

std::string proj_version() {
  return proj_info().version;
}

}  // namespace uavt::geo
