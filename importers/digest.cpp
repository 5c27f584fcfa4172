#include "importers/digest.hpp"

#include <cpl_vsi.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <set>

#include "importers/files.hpp"
#include "importers/gdal.hpp"
#include "importers/reader.hpp"

namespace uavt::importers {

void Digest::Free::operator()(evp_md_ctx_st* context) const {
  EVP_MD_CTX_free(context);
}

Digest::Digest() : context_(EVP_MD_CTX_new()) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
    throw SourceError("SHA-256 is not available in this machine's OpenSSL.");
  }
}

void Digest::add(std::string_view bytes) {
  EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size());
}

void Digest::add_field(std::string_view text) {
  add(fmt::format("{}:", text.size()));
  add(text);
}

std::string Digest::hex() {
  unsigned char bytes[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(context_.get(), bytes, &size);
  std::string text;
  for (unsigned int i = 0; i < size; ++i) text += fmt::format("{:02x}", bytes[i]);
  return text;
}

std::string digest_of(const std::vector<std::string>& files) {
  initialise();
  // An archive is hashed as it lies there, once for all its members.
  std::set<std::string> all;
  Digest digest;
  for (const auto& file : files) {
    if (const auto member = archive_member(file)) {
      digest.add_field(member->member);
      all.insert(member->archive);
    } else {
      for (auto& part : with_side_files(file)) all.insert(std::move(part));
    }
  }
  std::string bytes(std::size_t{1} << 20, '\0');
  for (const auto& file : all) {
    const std::unique_ptr<VSILFILE, decltype(&VSIFCloseL)> open(VSIFOpenL(file.c_str(), "rb"),
                                                                &VSIFCloseL);
    if (!open) {
      throw SourceError(fmt::format("{} cannot be opened: may this user read it?", file));
    }
    digest.add_field(base_name(file));
    std::uint64_t size = 0;
    while (const auto count = VSIFReadL(bytes.data(), 1, bytes.size(), open.get())) {
      digest.add(std::string_view(bytes).substr(0, count));
      size += count;
    }
    digest.add(fmt::format("#{}", size));
  }
  return digest.hex();
}

}  // namespace uavt::importers
