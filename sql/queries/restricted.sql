-- $1 district, $2 layer, $3 column, $4 values (empty: the whole column).
SELECT EXISTS (SELECT FROM uavtsync.kisit
               WHERE ilce_kodu = $1 AND katman = $2 AND sutun = $3
                 AND degerler IS NOT DISTINCT FROM nullif($4, '')::text[])
