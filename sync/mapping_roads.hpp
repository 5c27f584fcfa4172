// MAKS keeps a street in three tables: YOL (name and type), YOLORTAHAT (lines) and YOLORTAHATYON
// (the two sides of a line, each with its mahalle and its CSBM code). Here they become csbm – one a
// code – and the sides' numbers go to their line.
#pragma once

#include <cstdint>
#include <vector>

#include "sync/mapping_columns.hpp"

namespace uavt::sync {

/// Puts the road tables of the register together. The yol_orta_hat rows are already there, with
/// their ids; mahalle rows too. Fills the accounts of yol and yol_orta_hat_yon sources, and links
/// the doors that name a side.
///
/// One csbm per csbm_kodu; a side without a code belongs to its (yol, mahalle). A line whose two
/// sides carry two codes belongs to both.
/// Order: which record gives a street its name does not depend on the order of records.
void assemble_roads(MappingWork& work);

}  // namespace uavt::sync
