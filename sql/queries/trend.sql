-- The last $3 published runs of district $1 up to run $2, newest first.
SELECT no, to_char(baslangic, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), coalesce(sayilar::text, '')
FROM uavtsync.calisma
WHERE ilce_kodu = $1 AND no <= $2 AND durum = 'yayimlandi'
ORDER BY no DESC
LIMIT $3
