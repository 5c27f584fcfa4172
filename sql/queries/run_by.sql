-- $1 district, $2 moment: the last run that had published by then.
SELECT no, to_char(baslangic AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
FROM uavtsync.calisma
WHERE ilce_kodu = $1 AND durum = 'yayimlandi' AND baslangic <= $2::timestamptz
ORDER BY no DESC
LIMIT 1
