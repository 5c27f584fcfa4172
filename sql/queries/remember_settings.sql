INSERT INTO uavtsync.ayar AS a (ilce_kodu, anahtar, deger)
SELECT $1, n.anahtar, n.deger
FROM unnest($2::text[], $3::text[]) AS n (anahtar, deger)
WHERE NOT EXISTS (SELECT FROM uavtsync.ayar AS o
                  WHERE o.ilce_kodu = $1 AND o.anahtar = n.anahtar AND o.deger = n.deger)
ON CONFLICT (ilce_kodu, anahtar) DO UPDATE SET deger = excluded.deger
