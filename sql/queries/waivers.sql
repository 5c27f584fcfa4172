-- Every waiver of a district, with how many findings it covered after the last run. Days are days
-- since 1970-01-01 in Türkiye.
SELECT m.id, coalesce(m.parmak_izi, ''), coalesce(m.kural, ''), m.mahalle_kodu, m.gerekce, m.kisi,
       (m.olusturma AT TIME ZONE 'UTC' + interval '3 hours')::date - date '1970-01-01',
       m.bitis - date '1970-01-01',
       (m.geri_alma AT TIME ZONE 'UTC' + interval '3 hours')::date - date '1970-01-01',
       coalesce(b.sayi, 0)
FROM kalite.muafiyet AS m
LEFT JOIN (SELECT muafiyet_id, count(*) AS sayi
           FROM kalite.bulgu
           WHERE ilce_kodu = $1 AND bitis_calisma IS NULL AND muafiyet_id IS NOT NULL
           GROUP BY muafiyet_id) AS b ON b.muafiyet_id = m.id
WHERE m.ilce_kodu = $1
ORDER BY m.id
