-- Why: which rows are restricted follows from the values of others: what hangs on a restricted row – the
-- doors of a building, the streets of a mahalle – would otherwise tell of it, and a reference would lead
-- nowhere. Worked out by the run that changes them and by `migrate` when the model changed, so that
-- readers ask one table.

-- Rows that are restricted and since when until when: at a moment (from then on), or ever (null). One
-- row may be restricted for several reasons, in ranges that overlap.
CREATE OR REPLACE FUNCTION uavtsync.gizlenecek(ilce integer, an timestamptz)
RETURNS TABLE (katman text, tucbs_no bigint, aralik tstzrange)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  -- A layer, and what it hangs on by which column; parents first.
  baglar CONSTANT jsonb := '[
    ["mahalle"],
    ["csbm", "mahalle_tucbs_no", "mahalle"],
    ["yol_orta_hat", "sol_csbm_tucbs_no", "csbm", "sag_csbm_tucbs_no", "csbm"],
    ["parsel", "mahalle_tucbs_no", "mahalle"],
    ["bina", "mahalle_tucbs_no", "mahalle"],
    ["numarataj", "csbm_tucbs_no", "csbm", "bina_tucbs_no", "bina", "parsel_tucbs_no", "parsel",
     "ana_numarataj_tucbs_no", "numarataj"],
    ["bagimsiz_bolum", "numarataj_tucbs_no", "numarataj"]]';
  tablo text;
  bag jsonb;
  kosul text;
  kaynak text;    -- rows s of the layer
  omur text;      -- the time a row s stands for
  kendisi text;
  parcalar text;
  tablolar text := '';
  hepsi text := '';
BEGIN
  FOR bag IN SELECT * FROM jsonb_array_elements(baglar) LOOP
    tablo := bag ->> 0;
    kaynak := CASE WHEN an IS NULL THEN format('uavtsync.%I', tablo || '_surumleri')
                   ELSE format('adres.%I', tablo) END;
    omur := CASE WHEN an IS NULL THEN 'tstzrange(s.surum_baslangic, s.surum_bitis)'
                 ELSE 'tstzrange($2, NULL)' END;
    SELECT string_agg(
             format('paylasim.buyuk_harf(btrim(normalize(s.%I::text))) = ANY (%L::text[])', k.sutun,
                    (SELECT array_agg(paylasim.buyuk_harf(btrim(normalize(d.deger))))
                     FROM unnest(k.degerler) AS d (deger))), ' OR ')
    INTO kosul
    FROM uavtsync.kisit AS k
    WHERE k.ilce_kodu = ilce AND k.katman = tablo AND k.degerler IS NOT NULL;
    parcalar := format('SELECT s.tucbs_no AS no, %s AS aralik FROM %s AS s WHERE s.ilce_kodu = $1 '
                       'AND (%s)', omur, kaynak, coalesce(kosul, 'false'));
    kendisi := NULL;
    FOR yer IN 1 .. jsonb_array_length(bag) - 2 BY 2 LOOP
      kosul := format('SELECT s.tucbs_no, %1$s * g.aralik FROM %2$I AS g JOIN %3$s AS s ON '
                      's.ilce_kodu = $1 AND s.%4$I = g.no AND %1$s && g.aralik', omur,
                      'gizli_' || (bag ->> yer + 1), kaynak, bag ->> yer);
      IF bag ->> yer + 1 = tablo THEN
        kendisi := kosul;
      ELSE
        parcalar := parcalar || ' UNION ALL ' || kosul;
      END IF;
    END LOOP;
    -- A circle of main doors ends where it brings nothing new.
    tablolar := tablolar || format('%s%I AS (', CASE WHEN tablolar <> '' THEN ', ' ELSE '' END,
                                   'gizli_' || tablo)
                || CASE WHEN kendisi IS NULL THEN parcalar
                        ELSE format('(%s) UNION %s', parcalar, kendisi) END || ')';
    hepsi := hepsi || CASE WHEN hepsi <> '' THEN ' UNION ALL ' ELSE '' END
             || format('SELECT %L::text, no, aralik FROM %I', tablo, 'gizli_' || tablo);
  END LOOP;
  RETURN QUERY EXECUTE 'WITH RECURSIVE ' || tablolar || ' ' || hepsi USING ilce, an;
END
$$;
COMMENT ON FUNCTION uavtsync.gizlenecek(integer, timestamptz) IS
  'Kısıtlara göre gizlenecek satırlar ve aralıkları; an boşsa bütün geçmiş';
REVOKE ALL ON FUNCTION uavtsync.gizlenecek(integer, timestamptz) FROM PUBLIC;

-- After a run has written its rows: what is restricted now, and of each row that was or is, which.
CREATE OR REPLACE FUNCTION uavtsync.gizliyi_tazele(ilce integer, an timestamptz)
RETURNS TABLE (katman text, tucbs_no bigint, once boolean, sonra boolean)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM uavtsync.kisit AS k
                 WHERE k.ilce_kodu = ilce AND k.degerler IS NOT NULL) THEN
    RETURN;
  END IF;
  RETURN QUERY
  WITH yeni AS MATERIALIZED (
    SELECT DISTINCT y.katman COLLATE "C" AS katman, y.tucbs_no
    FROM uavtsync.gizlenecek(ilce, an) AS y
  ), eski AS MATERIALIZED (
    SELECT g.katman, g.tucbs_no, g.baslangic
    FROM uavtsync.gizli AS g WHERE g.ilce_kodu = ilce AND g.bitis IS NULL
  ), kapanan AS (
    UPDATE uavtsync.gizli AS g SET bitis = an
    FROM eski AS e
    WHERE g.ilce_kodu = ilce AND g.katman = e.katman AND g.tucbs_no = e.tucbs_no
      AND g.baslangic = e.baslangic
      AND NOT EXISTS (SELECT FROM yeni AS y
                      WHERE y.katman = e.katman AND y.tucbs_no = e.tucbs_no)
  ), acilan AS (
    INSERT INTO uavtsync.gizli (ilce_kodu, katman, tucbs_no, baslangic)
    SELECT ilce, y.katman, y.tucbs_no, an FROM yeni AS y
    WHERE NOT EXISTS (SELECT FROM eski AS e
                      WHERE e.katman = y.katman AND e.tucbs_no = y.tucbs_no)
  )
  SELECT coalesce(e.katman, y.katman)::text, coalesce(e.tucbs_no, y.tucbs_no),
         e.tucbs_no IS NOT NULL, y.tucbs_no IS NOT NULL
  FROM eski AS e
  FULL JOIN yeni AS y ON y.katman = e.katman AND y.tucbs_no = e.tucbs_no
  ORDER BY 1, 2;
END
$$;
COMMENT ON FUNCTION uavtsync.gizliyi_tazele(integer, timestamptz) IS
  'Bir çalışma satırlarını yazdıktan sonra gizli satırları günceller; öncesini ve sonrasını döndürür';
REVOKE ALL ON FUNCTION uavtsync.gizliyi_tazele(integer, timestamptz) FROM PUBLIC;

-- A model that keeps back something else makes another table of every layer, and what the feed told
-- until now may be just what is kept back from now on. So the feed begins anew: the old changes go, every
-- row that may be seen comes as an insert, and a cursor of before is refused (imleci_dene).
CREATE OR REPLACE FUNCTION uavtsync.kisitlari_uygula(ilce integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  katmanlar CONSTANT text[] := ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina',
                                     'numarataj', 'bagimsiz_bolum'];
  eski_son bigint;
  yeni_son bigint;
  satirlar text;
BEGIN
  -- Whoever publishes in another district waits, or we for him.
  SELECT s.son INTO eski_son FROM uavtsync.akis_sayaci AS s FOR UPDATE;
  DELETE FROM uavtsync.gizli AS g WHERE g.ilce_kodu = ilce;
  INSERT INTO uavtsync.gizli (ilce_kodu, katman, tucbs_no, baslangic, bitis)
  SELECT ilce, b.katman, b.tucbs_no, lower(a.aralik), upper(a.aralik)
  FROM (SELECT y.katman, y.tucbs_no, range_agg(y.aralik) AS araliklar
        FROM uavtsync.gizlenecek(ilce, NULL) AS y GROUP BY y.katman, y.tucbs_no) AS b,
       unnest(b.araliklar) AS a (aralik);
  IF eski_son = 0 THEN RETURN; END IF;

  DELETE FROM uavtsync.akis;
  SELECT string_agg(format('SELECT %L AS katman, %s AS katman_sirasi, t.ilce_kodu, t.tucbs_no, '
                           '%s AS ana FROM uavtsync.%I AS t', k.ad, k.sira,
                           CASE k.ad WHEN 'numarataj' THEN 't.ana_numarataj_tucbs_no'
                                     ELSE 'NULL::bigint' END, k.ad || '_acik'), ' UNION ALL ')
  INTO satirlar
  FROM unnest(katmanlar) WITH ORDINALITY AS k (ad, sira);
  EXECUTE format($sorgu$
    WITH RECURSIVE satir AS MATERIALIZED (%s), son_calisma AS (
      SELECT c.ilce_kodu, max(c.no) AS no FROM uavtsync.calisma AS c
      WHERE c.durum = 'yayimlandi' GROUP BY c.ilce_kodu
    ), ust AS (
      SELECT s.ilce_kodu, s.tucbs_no, s.ana, 1 AS derinlik FROM satir AS s WHERE s.ana IS NOT NULL
      UNION ALL
      SELECT u.ilce_kodu, u.tucbs_no, s.ana, u.derinlik + 1
      FROM ust AS u
      JOIN satir AS s ON s.katman = 'numarataj' AND s.ilce_kodu = u.ilce_kodu
                         AND s.tucbs_no = u.ana
      WHERE s.ana IS NOT NULL AND u.derinlik < 64
    ), derin AS (
      SELECT ilce_kodu, tucbs_no, max(derinlik) AS derinlik FROM ust GROUP BY 1, 2
    ), sirali AS (
      SELECT s.ilce_kodu, s.katman, s.tucbs_no, c.no AS calisma_no,
             $1 + row_number() OVER (ORDER BY s.ilce_kodu, s.katman_sirasi,
                                              coalesce(d.derinlik, 0), s.tucbs_no) AS sira,
             row_number() OVER (PARTITION BY s.ilce_kodu, s.katman_sirasi
                                ORDER BY coalesce(d.derinlik, 0), s.tucbs_no) AS yer
      FROM satir AS s
      JOIN son_calisma AS c USING (ilce_kodu)
      LEFT JOIN derin AS d ON s.katman = 'numarataj' AND d.ilce_kodu = s.ilce_kodu
                              AND d.tucbs_no = s.tucbs_no
    )
    INSERT INTO uavtsync.akis
      (ilk, son, ilce_kodu, calisma_no, katman, islem, tucbs_no, calisma_sonu)
    SELECT min(sira), max(sira), ilce_kodu, calisma_no, katman, 'ekleme',
           array_agg(tucbs_no ORDER BY sira),
           max(sira) = max(max(sira)) OVER (PARTITION BY ilce_kodu)
    FROM sirali
    GROUP BY ilce_kodu, calisma_no, katman, (yer - 1) / 10000
  $sorgu$, satirlar) USING eski_son;
  -- A number is taken even where nothing is to be seen: the old end is no cursor any more.
  SELECT coalesce(max(a.son), eski_son + 1) INTO yeni_son FROM uavtsync.akis AS a;
  UPDATE uavtsync.akis_sayaci SET son = yeni_son;
  INSERT INTO uavtsync.ayar (ilce_kodu, anahtar, deger) VALUES (0, 'akis_basi', eski_son::text)
  ON CONFLICT (ilce_kodu, anahtar) DO UPDATE SET deger = excluded.deger;
  PERFORM pg_notify('uavtsync_degisiklik',
                    json_build_object('ilce_kodu', c.ilce_kodu, 'calisma_no', max(c.no),
                                      'sira', yeni_son)::text)
  FROM uavtsync.calisma AS c WHERE c.durum = 'yayimlandi' GROUP BY c.ilce_kodu;
END
$$;
COMMENT ON FUNCTION uavtsync.kisitlari_uygula(integer) IS
  'Kısıtlar değişince: gizli satırları yeniden bulur, değişiklik akışını baştan başlatır';
REVOKE ALL ON FUNCTION uavtsync.kisitlari_uygula(integer) FROM PUBLIC;
