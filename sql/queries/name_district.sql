-- $1 district, $2 its name, $3 plate code of its province.
INSERT INTO uavtsync.ilce (ilce_kodu, ad, il_kodu) VALUES ($1, $2, $3)
ON CONFLICT (ilce_kodu) DO UPDATE SET ad = excluded.ad, il_kodu = excluded.il_kodu
