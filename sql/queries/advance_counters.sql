-- Numbers are never reused: a counter only goes up.
INSERT INTO uavtsync.sayac AS s (ilce_kodu, katman, sonraki)
SELECT $1, n.katman, n.sonraki
FROM unnest($2::text[], $3::bigint[]) AS n (katman, sonraki)
WHERE n.sonraki > coalesce((SELECT o.sonraki FROM uavtsync.sayac AS o
                            WHERE o.ilce_kodu = $1 AND o.katman = n.katman), 1)
ON CONFLICT (ilce_kodu, katman) DO UPDATE SET sonraki = excluded.sonraki
