-- $1 district, $2 layer.
SELECT sutun FROM uavtsync.kisit WHERE ilce_kodu = $1 AND katman = $2 AND degerler IS NULL
ORDER BY sutun
