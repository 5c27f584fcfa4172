#include "geo/proj_context.hpp"

#include <cstring>
#include <new>

namespace uavt::geo {

ProjContext::ProjContext() : handle_(proj_context_create()) {
  if (handle_ == nullptr) throw std::bad_alloc();
  proj_log_func(handle_, this, &ProjContext::keep);
  proj_log_level(handle_, PJ_LOG_ERROR);
  // The night must not depend on a server: grids are files on this machine or they are not there.
  proj_context_set_enable_network(handle_, 0);
}

ProjContext::~ProjContext() {
  proj_context_destroy(handle_);
}

void ProjContext::keep(void* context, int, const char* message) {
  // Called by C code: a fixed buffer, nothing here can throw.
  auto& kept = static_cast<ProjContext*>(context)->message_;
  std::strncpy(kept, message, sizeof kept - 1);
}

}  // namespace uavt::geo
