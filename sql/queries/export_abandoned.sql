-- $1 district, $2 "file sha256" of every file, by file: what was written down but never came to its place.
UPDATE uavtsync.disa_aktarim AS d SET durum = 'verilemedi'
WHERE d.ilce_kodu = $1 AND d.durum = 'verildi'
  AND (SELECT array_agg(f.dosya || ' ' || f.sha256 ORDER BY f.dosya COLLATE "C")
       FROM uavtsync.disa_aktarim_dosyasi AS f
       WHERE f.no = d.no) = $2::text[]
