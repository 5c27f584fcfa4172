// The one exception of this room: a CRS or an operation that cannot be used. Bad rows are never
// exceptions here; they come back as values.
#pragma once

#include <stdexcept>

namespace uavt::geo {

/// A CRS is unknown, or no acceptable operation leads to the target. `what()` is a sentence for an
/// administrator.
class CrsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace uavt::geo
