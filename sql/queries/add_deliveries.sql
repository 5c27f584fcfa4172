-- $1 district, $2 run, $3 registers, $4 layers, $5 mahalle codes, $6 days since 1970-01-01.
INSERT INTO uavtsync.teslim (ilce_kodu, kutuk, katman, mahalle_kodu, calisma_no, tarih)
SELECT $1, n.kutuk, n.katman, n.mahalle_kodu, $2, date '1970-01-01' + n.gun::integer
FROM unnest($3::text[], $4::text[], $5::bigint[], $6::bigint[])
  AS n (kutuk, katman, mahalle_kodu, gun)
