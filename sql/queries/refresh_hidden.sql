-- $1 district, $2 the moment of tonight's versions: rows that were or are restricted, in any layer.
SELECT katman, tucbs_no, once, sonra FROM uavtsync.gizliyi_tazele($1, $2::timestamptz)
