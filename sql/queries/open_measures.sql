-- $1 district, $2 run, then one array a column.
INSERT INTO kalite.olcu (ilce_kodu, katman, mahalle_kodu, olcu, hatali, toplam, baslangic_calisma)
SELECT $1, n.katman, n.mahalle_kodu, n.olcu, n.hatali, n.toplam, $2
FROM unnest($3::text[], $4::bigint[], $5::text[], $6::bigint[], $7::bigint[])
  AS n (katman, mahalle_kodu, olcu, hatali, toplam)
