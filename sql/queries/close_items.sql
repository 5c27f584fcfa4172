-- $1 district, $2 run, $3 fingerprints.
UPDATE kalite.duzeltme AS d
SET bitis_calisma = $2
FROM unnest($3::text[]) AS n (parmak_izi)
WHERE d.ilce_kodu = $1 AND d.bitis_calisma IS NULL AND d.parmak_izi = n.parmak_izi
