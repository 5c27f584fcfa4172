-- $1 district, $2 its name, $3 plate code of its province. An unchanged night writes nothing.
INSERT INTO uavtsync.ilce AS i (ilce_kodu, ad, il_kodu)
SELECT $1::integer, $2::text, $3::integer
WHERE NOT EXISTS (SELECT FROM uavtsync.ilce WHERE ilce_kodu = $1 AND ad = $2 AND il_kodu = $3)
ON CONFLICT (ilce_kodu) DO UPDATE SET ad = excluded.ad, il_kodu = excluded.il_kodu
