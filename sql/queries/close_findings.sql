UPDATE kalite.bulgu AS b
SET bitis_calisma = $2
FROM unnest($3::text[]) AS n (parmak_izi)
WHERE b.ilce_kodu = $1 AND b.bitis_calisma IS NULL AND b.parmak_izi = n.parmak_izi
