INSERT INTO uavtsync.konusan (ilce_kodu, kutuk, katman, mahalle_kodu, ilk_calisma)
SELECT $1, n.kutuk, n.katman, n.mahalle_kodu, $2
FROM unnest($3::text[], $4::text[], $5::bigint[]) AS n (kutuk, katman, mahalle_kodu)
ON CONFLICT (ilce_kodu, kutuk, katman, mahalle_kodu) DO NOTHING
