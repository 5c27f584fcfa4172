INSERT INTO kalite.bayat (ilce_kodu, katman, tucbs_no, kutuk, baslangic_calisma)
SELECT $1, n.katman, n.tucbs_no, n.kutuk, $2
FROM unnest($3::text[], $4::bigint[], $5::text[]) AS n (katman, tucbs_no, kutuk)
