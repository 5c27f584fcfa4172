// SHA-256, streaming: what tells last night's files and settings from tonight's.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;  // OpenSSL's

namespace uavt::importers {

class Digest {
 public:
  Digest();
  void add(std::string_view bytes);
  /// With its length before it, so that two fields never run into one.
  void add_field(std::string_view text);
  /// The digest as 64 hex digits; nothing may be added afterwards.
  [[nodiscard]] std::string hex();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace uavt::importers
