-- $1 district, $2 run, then one array a column; a mahalle of 0 is unknown.
INSERT INTO adres.olay (ilce_kodu, calisma_no, sira, tur, katman, tucbs_no, anahtar, kutuk,
                        mahalle_tucbs_no, onceki, sonraki)
SELECT $1, $2, n.sira, n.tur, n.katman, n.tucbs_no, n.anahtar, n.kutuk, nullif(n.mahalle, 0),
       n.onceki, n.sonraki
FROM unnest($3::integer[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
            $9::bigint[], $10::text[], $11::text[])
  AS n (sira, tur, katman, tucbs_no, anahtar, kutuk, mahalle, onceki, sonraki)
