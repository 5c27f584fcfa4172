-- $1 district, $2 run, then one array a column.
INSERT INTO uavtsync.degisim_sayisi
  (ilce_kodu, calisma_no, mahalle_tucbs_no, katman, kutuk, islem, sayi)
SELECT $1, $2, n.mahalle, n.katman, n.kutuk, n.islem, n.sayi
FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[])
  AS n (mahalle, katman, kutuk, islem, sayi)
