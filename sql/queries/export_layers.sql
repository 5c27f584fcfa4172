-- $1 number. One row a column, in the order of the file; a layer without columns is one row.
SELECT k.katman, k.satir, s.sutun
FROM uavtsync.disa_aktarim_katmani AS k
LEFT JOIN LATERAL unnest(k.sutunlar) WITH ORDINALITY AS s (sutun, sira) ON true
WHERE k.no = $1
ORDER BY k.katman COLLATE "C", s.sira
