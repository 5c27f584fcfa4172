-- Is district $1 known under name $2 in province $3?
SELECT EXISTS (SELECT FROM uavtsync.ilce WHERE ilce_kodu = $1 AND ad = $2 AND il_kodu = $3)
