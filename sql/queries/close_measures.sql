-- $1 district, $2 run, $3 layers, $4 mahalle codes (null: the whole layer), $5 measures.
UPDATE kalite.olcu AS o
SET bitis_calisma = $2
FROM unnest($3::text[], $4::bigint[], $5::text[]) AS n (katman, mahalle_kodu, olcu)
WHERE o.ilce_kodu = $1 AND o.katman = n.katman AND o.olcu = n.olcu
  AND o.mahalle_kodu IS NOT DISTINCT FROM n.mahalle_kodu AND o.bitis_calisma IS NULL
