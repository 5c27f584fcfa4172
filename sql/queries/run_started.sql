-- The one moment of everything a run writes: as text, and in COPY's microseconds since 2000.
SELECT baslangic::text,
       (extract(epoch FROM baslangic - timestamptz '2000-01-01 00:00:00+00') * 1000000)::bigint
FROM uavtsync.calisma
WHERE ilce_kodu = $1 AND no = $2 AND durum = 'calisiyor'
FOR UPDATE
