INSERT INTO adres.olay_satir (ilce_kodu, calisma_no, sira, katman, tucbs_no)
SELECT $1, $2, n.sira, n.katman, n.tucbs_no
FROM unnest($3::integer[], $4::text[], $5::bigint[]) AS n (sira, katman, tucbs_no)
