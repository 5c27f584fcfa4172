-- What is the same is not touched: even a conflict that updates nothing would write a lock.
WITH n AS (
  SELECT ad, ozet, ayar_ozeti, islem, izlenemeyen, versiyon,
         date '1970-01-01' + tarih::integer AS tarih, sutunlar,
         date '1970-01-01' + onceki_tarih::integer AS onceki_tarih, onceki_sutunlar
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
              $8::bigint[], $9::text[], $10::bigint[], $11::text[])
    AS u (ad, ozet, ayar_ozeti, islem, izlenemeyen, versiyon, tarih, sutunlar, onceki_tarih,
          onceki_sutunlar))
INSERT INTO uavtsync.kaynak AS k (ilce_kodu, ad, ozet, ayar_ozeti, islem, izlenemeyen, versiyon,
                                  tarih, sutunlar, onceki_tarih, onceki_sutunlar)
SELECT $1, n.* FROM n
WHERE NOT EXISTS (
  SELECT FROM uavtsync.kaynak AS o
  WHERE o.ilce_kodu = $1
    AND (o.ad, o.ozet, o.ayar_ozeti, o.islem, o.izlenemeyen, o.versiyon, o.tarih, o.sutunlar,
         o.onceki_tarih, o.onceki_sutunlar) IS NOT DISTINCT FROM
        (n.ad, n.ozet, n.ayar_ozeti, n.islem, n.izlenemeyen, n.versiyon, n.tarih, n.sutunlar,
         n.onceki_tarih, n.onceki_sutunlar))
ON CONFLICT (ilce_kodu, ad) DO UPDATE
SET ozet = excluded.ozet, ayar_ozeti = excluded.ayar_ozeti, islem = excluded.islem,
    izlenemeyen = excluded.izlenemeyen, versiyon = excluded.versiyon, tarih = excluded.tarih,
    sutunlar = excluded.sutunlar, onceki_tarih = excluded.onceki_tarih,
    onceki_sutunlar = excluded.onceki_sutunlar
