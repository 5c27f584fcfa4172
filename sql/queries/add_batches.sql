-- $1 district, $2 run, then one array a column.
INSERT INTO uavtsync.tutulan
  (ilce_kodu, no, mahalle_tucbs_no, mahalle_kodu, mahalle_ad, kutuk, katman, islem, sayi, toplam,
   neden, neden_oznitelik, neden_deger, neden_sayi, neden_dogu, neden_kuzey, ozet, calisma_no)
SELECT $1, n.no, n.mahalle, NULLIF(n.kod, 0), n.ad, n.kutuk, n.katman, n.islem, n.sayi, n.toplam,
       n.neden, n.oznitelik, n.deger, n.kalan, n.dogu::double precision / 100,
       n.kuzey::double precision / 100, n.ozet, $2
FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[],
            $15::bigint[], $16::bigint[], $17::bigint[], $18::text[])
  AS n (no, mahalle, kod, ad, kutuk, katman, islem, sayi, toplam, neden, oznitelik, deger, kalan,
        dogu, kuzey, ozet)
