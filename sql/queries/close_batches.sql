-- $1 district, $2 run, then one array a column: number, state, person, reason (empty: none).
UPDATE uavtsync.tutulan AS t
SET durum = n.durum, kapanis_calisma = $2, kisi = NULLIF(n.kisi, ''),
    gerekce = NULLIF(n.gerekce, ''),
    karar_ani = CASE WHEN n.kisi <> '' THEN clock_timestamp() END
FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS n (no, durum, kisi, gerekce)
WHERE t.ilce_kodu = $1 AND t.no = n.no AND t.durum = 'acik'
