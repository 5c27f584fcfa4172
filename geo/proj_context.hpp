// PROJ with owners: a context whose messages are kept and whose network is off, and objects that
// free themselves. Private to this room.
#pragma once

#include <proj.h>

#include <memory>
#include <string>

namespace uavt::geo {

struct ProjDeleter {
  void operator()(PJ* object) const { proj_destroy(object); }
  void operator()(PJ_OBJ_LIST* list) const { proj_list_destroy(list); }
  void operator()(PJ_OPERATION_FACTORY_CONTEXT* factory) const {
    proj_operation_factory_context_destroy(factory);
  }
};
using ProjObject = std::unique_ptr<PJ, ProjDeleter>;
using ProjList = std::unique_ptr<PJ_OBJ_LIST, ProjDeleter>;
using ProjFactory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, ProjDeleter>;

/// One PROJ context. Thread: one at a time. Lifetime: longer than every object made with it, so it
/// is declared before them.
class ProjContext {
 public:
  ProjContext();
  ~ProjContext();
  ProjContext(const ProjContext&) = delete;
  ProjContext& operator=(const ProjContext&) = delete;

  [[nodiscard]] PJ_CONTEXT* handle() const { return handle_; }
  /// PROJ's last words, cut at 255 bytes; empty when it had nothing to say.
  [[nodiscard]] std::string message() const { return message_; }

 private:
  static void keep(void* context, int level, const char* message);

  PJ_CONTEXT* handle_;
  char message_[256] = {};
};

/// The CRS a text names, two-dimensional: of a compound CRS the horizontal part. A WKT that is
/// beyond doubt an EPSG entry becomes that entry, because only entries have operations between
/// them. Errors: CrsError.
[[nodiscard]] ProjObject crs_named(const ProjContext& context, const std::string& text);
/// "TUREF / TM30 (EPSG:5254)"; only the name when it has no code.
[[nodiscard]] std::string name_of(const PJ* crs);
/// True when both are the same CRS, axis order ignored.
[[nodiscard]] bool same_crs(const ProjContext& context, const PJ* a, const PJ* b);

}  // namespace uavt::geo
