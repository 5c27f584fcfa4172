-- $1 run, $2 state, $3 exit code, $4 summary (empty: none), $5 digest of the result (empty: none),
-- $6 counts by rule group (empty: none).
UPDATE uavtsync.calisma
SET bitis = clock_timestamp(), durum = $2, cikis_kodu = $3, ozet = NULLIF($4, '')::json,
    sonuc_ozeti = NULLIF($5, ''), sayilar = NULLIF($6, '')::json
WHERE no = $1 AND durum = 'calisiyor'
