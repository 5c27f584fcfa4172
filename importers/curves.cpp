#include "importers/curves.hpp"

#include <ogr_geometry.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace uavt::importers {

namespace {

/// The WKB type without Z, M and SRID; 0 when there are no five bytes.
std::uint32_t kind_of(std::span<const std::byte> wkb) {
  if (wkb.size() < 5) return 0;
  const bool little = std::to_integer<int>(wkb[0]) == 1;
  std::uint32_t type = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    type = type << 8 | std::to_integer<std::uint32_t>(wkb[little ? 4 - i : 1 + i]);
  }
  return (type & 0x0FFFFFFF) % 1000;
}

/// circularstring … multisurface; a collection (7) may hold them.
bool may_be_curved(std::uint32_t kind) {
  return kind == 7 || (kind >= 8 && kind <= 14);
}

}  // namespace

bool append_wkb(std::span<const std::byte> wkb, geo::GeometryColumn& geometry) {
  if (!may_be_curved(kind_of(wkb))) return geometry.append_wkb(wkb);
  OGRGeometry* parsed = nullptr;
  const OGRErr failed = OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &parsed, wkb.size());
  const std::unique_ptr<OGRGeometry> shape(parsed);
  if (failed != OGRERR_NONE || !shape) {
    geometry.append_null();
    return false;
  }
  return append(*shape, geometry);
}

bool append(const OGRGeometry& shape, geo::GeometryColumn& geometry) {
  const OGRGeometry* plain = &shape;
  std::unique_ptr<OGRGeometry> linear;
  std::uint8_t traits = 0;
  if (shape.hasCurveGeometry(TRUE)) {
    linear.reset(shape.getLinearGeometry());
    if (!linear) {
      geometry.append_null();
      return false;
    }
    plain = linear.get();
    traits = geo::was_curve;
  } else if (shape.hasCurveGeometry(FALSE)) {
    linear.reset(shape.getLinearGeometry());
    if (linear) plain = linear.get();
  }
  thread_local std::vector<unsigned char> bytes;
  bytes.resize(plain->WkbSize());
  if (plain->exportToWkb(wkbNDR, bytes.data(), wkbVariantIso) != OGRERR_NONE) {
    geometry.append_null();
    return false;
  }
  return geometry.append_wkb(std::as_bytes(std::span(bytes)), traits);
}

}  // namespace uavt::importers
