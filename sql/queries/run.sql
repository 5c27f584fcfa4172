-- One run of district $1: number $2.
SELECT no, to_char(baslangic, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       coalesce(to_char(bitis, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''), durum, cikis_kodu,
       coalesce(ozet::text, '')
FROM uavtsync.calisma
WHERE ilce_kodu = $1 AND no = $2
