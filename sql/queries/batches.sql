-- Batches of district $1: all that wait, or only number $2.
SELECT t.no, t.mahalle_tucbs_no, coalesce(t.mahalle_kodu, 0), t.mahalle_ad, t.kutuk, t.katman,
       t.islem, t.sayi, t.toplam, t.neden, t.neden_oznitelik, t.neden_deger, t.neden_sayi,
       t.neden_dogu, t.neden_kuzey, t.ozet, t.durum, t.calisma_no, coalesce(t.kapanis_calisma, 0),
       coalesce(t.kisi, ''), coalesce(t.gerekce, ''),
       coalesce(to_char(t.karar_ani AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
       to_char(c.baslangic AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM uavtsync.tutulan AS t
JOIN uavtsync.calisma AS c ON c.ilce_kodu = t.ilce_kodu AND c.no = t.calisma_no
WHERE t.ilce_kodu = $1 AND CASE WHEN $2 = 0 THEN t.durum = 'acik' ELSE t.no = $2 END
ORDER BY t.no
