-- Why: a unit's own table – subscriptions, tax, licences – holds our codes. Which of them lead nowhere
-- any more, since when, and to what instead: joined with `kod`, it says which of the unit's rows
-- wait for a hand. A code that some row carries today is not here, whatever row carried it before.
DO $$
DECLARE
  -- katman.sütun, of what other units may see.
  kodlar CONSTANT text[] := ARRAY['mahalle.mahalle_kodu', 'csbm.csbm_kodu', 'bina.yapi_kimlik_no',
                                  'bina.yapi_kodu', 'numarataj.bina_kodu',
                                  'numarataj.numarataj_kimlik_no', 'bagimsiz_bolum.adres_no',
                                  'parsel.tapu_zemin_ref'];
  kod text;
  katman text;
  sutun text;
  parcalar text[] := ARRAY[]::text[];
  -- Not of a row that was restricted at that moment: just before it (v), from it on (n).
  satirlar CONSTANT boolean := EXISTS (SELECT FROM uavtsync.kisit WHERE degerler IS NOT NULL);
  gizli CONSTANT text :=
    ' AND NOT EXISTS (SELECT FROM uavtsync.gizli AS g WHERE g.ilce_kodu = v.ilce_kodu '
    'AND g.katman = %L AND g.tucbs_no = v.tucbs_no AND g.baslangic %s v.surum_bitis '
    'AND (g.bitis IS NULL OR g.bitis %s v.surum_bitis))';
BEGIN
  FOREACH kod IN ARRAY kodlar LOOP
    katman := split_part(kod, '.', 1);
    sutun := split_part(kod, '.', 2);
    parcalar := parcalar || format($sorgu$
      SELECT v.ilce_kodu, %1$L::text AS katman, %2$L::text AS kod_turu, v.%2$I AS kod,
             CASE WHEN n.%2$I IS NOT NULL THEN 'degisti' ELSE coalesce(o.tur, 'kalkti') END AS durum,
             CASE WHEN n.%2$I IS NOT NULL THEN ARRAY[n.%2$I]
                  ELSE coalesce(o.yeni, ARRAY[]::bigint[]) END AS yeni_kodlar,
             c.no AS calisma_no, v.surum_bitis AS zaman, v.tucbs_no
      FROM uavtsync.%4$I AS v
      JOIN uavtsync.calisma AS c ON c.ilce_kodu = v.ilce_kodu AND c.baslangic = v.surum_bitis
      LEFT JOIN uavtsync.%4$I AS n
        ON n.ilce_kodu = v.ilce_kodu AND n.tucbs_no = v.tucbs_no
       AND n.surum_baslangic = v.surum_bitis %6$s
      LEFT JOIN LATERAL (
        SELECT e.tur, array_agg(DISTINCT y.%2$I ORDER BY y.%2$I)
                        FILTER (WHERE y.%2$I IS NOT NULL) AS yeni
        FROM adres.olay_satir AS s
        JOIN adres.olay AS e USING (ilce_kodu, calisma_no, sira)
        JOIN adres.olay_satir AS d USING (ilce_kodu, calisma_no, sira)
        LEFT JOIN uavtsync.%3$I AS y
          ON y.ilce_kodu = d.ilce_kodu AND y.tucbs_no = d.tucbs_no AND d.katman = %1$L
        WHERE s.ilce_kodu = v.ilce_kodu AND s.katman = %1$L AND s.tucbs_no = v.tucbs_no
          AND s.calisma_no = c.no AND e.tur IN ('bolunme', 'birlesme') AND n.tucbs_no IS NULL
        GROUP BY e.tur, e.sira ORDER BY e.sira LIMIT 1) AS o ON true
      WHERE v.surum_bitis IS NOT NULL AND v.%2$I IS NOT NULL
        AND n.%2$I IS DISTINCT FROM v.%2$I %5$s
        AND NOT EXISTS (SELECT FROM uavtsync.%3$I AS b
                        WHERE b.ilce_kodu = v.ilce_kodu AND b.%2$I = v.%2$I)
        AND NOT EXISTS (SELECT FROM uavtsync.%4$I AS g
                        WHERE g.ilce_kodu = v.ilce_kodu AND g.%2$I = v.%2$I
                          AND g.surum_bitis > v.surum_bitis)
    $sorgu$, katman, sutun, katman || '_acik', katman || '_acik_surumleri',
      CASE WHEN satirlar THEN format(gizli, katman, '<', '>=') ELSE '' END,
      CASE WHEN satirlar THEN format(gizli, katman, '<=', '>') ELSE '' END);
  END LOOP;
  EXECUTE 'CREATE OR REPLACE VIEW paylasim.degisen_kodlar AS '
          || array_to_string(parcalar, ' UNION ALL ');
END
$$;
COMMENT ON VIEW paylasim.degisen_kodlar IS
  'Artık hiçbir kaydın taşımadığı kodlar: ne oldu, ne zaman, yerine ne geldi';
COMMENT ON COLUMN paylasim.degisen_kodlar.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN paylasim.degisen_kodlar.katman IS 'Kodu taşımış olan kaydın katmanı';
COMMENT ON COLUMN paylasim.degisen_kodlar.kod_turu IS
  'Kodun türü: mahalle_kodu, csbm_kodu, yapi_kimlik_no, yapi_kodu, bina_kodu, '
  'numarataj_kimlik_no, adres_no, tapu_zemin_ref';
COMMENT ON COLUMN paylasim.degisen_kodlar.kod IS 'Artık geçerli olmayan kod';
COMMENT ON COLUMN paylasim.degisen_kodlar.durum IS
  'degisti (kayıt yeni bir kodla sürüyor), birlesme, bolunme, kalkti';
COMMENT ON COLUMN paylasim.degisen_kodlar.yeni_kodlar IS
  'Yerine geçen kodlar; bölünmede birden çok olabilir, kalkmışsa boş';
COMMENT ON COLUMN paylasim.degisen_kodlar.calisma_no IS 'Kodun kalktığı çalışma';
COMMENT ON COLUMN paylasim.degisen_kodlar.zaman IS 'Kodun kalktığı an';
COMMENT ON COLUMN paylasim.degisen_kodlar.tucbs_no IS 'Kodu taşımış olan kaydın kalıcı numarası';
