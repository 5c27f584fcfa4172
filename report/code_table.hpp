// The code table as rows of a workbook or a delimited file: ids and codes under the names they have
// as columns, so that a join loads them back; the address beside them for the eye.
#pragma once

#include "sync/code_table.hpp"
#include "sync/settings.hpp"

#include <span>
#include <string>

namespace uavt::report {

/// katman · cbs_id · cbs_kodu · one column a UAVT code · kanit · puan · mahalle · csbm · kapi_no ·
/// ic_kapi_no · tucbs_no. The heads are the same in both languages: programs join by them; the
/// evidence is in words.
[[nodiscard]] sync::RawTable code_rows(std::span<const sync::CodePair> pairs,
                                       sync::Language language);

/// What a person is told of the table: how many codes there are to load, a layer.
[[nodiscard]] std::string code_summary(std::span<const sync::CodePair> pairs,
                                       sync::Language language);

}  // namespace uavt::report
