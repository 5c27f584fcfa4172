-- What is the same is not touched: even a conflict that updates nothing would write a lock.
INSERT INTO uavtsync.kaynak AS k (ilce_kodu, ad, ozet, ayar_ozeti, islem, izlenemeyen)
SELECT $1, n.ad, n.ozet, n.ayar_ozeti, n.islem, n.izlenemeyen
FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[])
  AS n (ad, ozet, ayar_ozeti, islem, izlenemeyen)
WHERE NOT EXISTS (SELECT FROM uavtsync.kaynak AS o
                  WHERE o.ilce_kodu = $1
                    AND (o.ad, o.ozet, o.ayar_ozeti, o.islem, o.izlenemeyen)
                      = (n.ad, n.ozet, n.ayar_ozeti, n.islem, n.izlenemeyen))
ON CONFLICT (ilce_kodu, ad) DO UPDATE
SET ozet = excluded.ozet, ayar_ozeti = excluded.ayar_ozeti, islem = excluded.islem,
    izlenemeyen = excluded.izlenemeyen
