-- $1 district, $2 run, then one array a column. A name begins where the one before it ended, the
-- first of a street with the street.
INSERT INTO adres.csbm_eski_ad (ilce_kodu, tucbs_no, ad, tip, baslangic_calisma, bitis_calisma)
SELECT $1, n.tucbs_no, n.ad, nullif(n.tip, ''),
       coalesce((SELECT max(e.bitis_calisma) FROM adres.csbm_eski_ad AS e
                 WHERE e.ilce_kodu = $1 AND e.tucbs_no = n.tucbs_no),
                (SELECT min(g.calisma_no) FROM adres.csbm_gecmis AS g
                 WHERE g.ilce_kodu = $1 AND g.tucbs_no = n.tucbs_no)), $2
FROM unnest($3::bigint[], $4::text[], $5::text[]) AS n (tucbs_no, ad, tip)
