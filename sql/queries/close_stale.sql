UPDATE kalite.bayat AS b
SET bitis_calisma = $2
FROM unnest($3::text[], $4::bigint[], $5::text[]) AS n (katman, tucbs_no, kutuk)
WHERE b.ilce_kodu = $1 AND b.katman = n.katman AND b.tucbs_no = n.tucbs_no AND b.kutuk = n.kutuk
  AND b.bitis_calisma IS NULL
