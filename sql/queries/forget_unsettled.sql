DELETE FROM uavtsync.mutabakat AS m
USING unnest($2::text[], $3::bigint[], $4::text[], $5::text[]) AS n (katman, tucbs_no, kutuk, grup)
WHERE m.ilce_kodu = $1 AND m.katman = n.katman AND m.tucbs_no = n.tucbs_no AND m.kutuk = n.kutuk
  AND m.grup = n.grup
