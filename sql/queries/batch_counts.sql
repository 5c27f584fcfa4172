SELECT katman, islem, count(*)
FROM uavtsync.tutulan_degisiklik
WHERE ilce_kodu = $1 AND no = $2
GROUP BY katman, islem
