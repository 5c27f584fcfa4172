-- $1 district, $2 layer, $3 column, $4 values (empty: the whole column).
INSERT INTO uavtsync.kisit (ilce_kodu, katman, sutun, degerler)
VALUES ($1, $2, $3, nullif($4, '')::text[])
