-- Why: the one place where what a model keeps back is kept back. `<layer>_acik` is a layer as other units
-- may see it: restricted columns empty, restricted rows (uavtsync.gizli) left out. Everything they
-- read – paylasim, tucbs, the feed, exports, any past day – reads this and never the layer. Where
-- nothing is restricted it is the layer itself, and the planner sees through it. Columns keep their
-- place and type, so that other units' own views on these outlive every change.
DO $$
DECLARE
  tablo text;
  acik text;      -- the columns of a row or version s, the restricted ones empty
  ad text;
  aciklama text;
  satirlar CONSTANT boolean := EXISTS (SELECT FROM uavtsync.kisit WHERE degerler IS NOT NULL);
  gorunen text;   -- a condition on s and a moment
BEGIN
  FOREACH tablo IN ARRAY ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina', 'numarataj',
                               'bagimsiz_bolum']
  LOOP
    SELECT string_agg(
             CASE WHEN k.ilceler IS NULL THEN format('s.%I', a.attname)
                  ELSE format('(CASE WHEN s.ilce_kodu = ANY (%L::integer[]) THEN NULL ELSE s.%I '
                              'END)::%s AS %I', k.ilceler, a.attname,
                              format_type(a.atttypid, a.atttypmod), a.attname) END,
             ', ' ORDER BY a.attnum)
    INTO acik
    FROM pg_attribute AS a
    LEFT JOIN (SELECT kisit.sutun, array_agg(kisit.ilce_kodu ORDER BY kisit.ilce_kodu) AS ilceler
               FROM uavtsync.kisit
               WHERE kisit.katman = tablo AND kisit.degerler IS NULL
               GROUP BY kisit.sutun) AS k ON k.sutun = a.attname
    WHERE a.attrelid = format('adres.%I', tablo)::regclass AND a.attnum > 0
      AND NOT a.attisdropped;
    gorunen := CASE WHEN satirlar THEN format(
      'NOT EXISTS (SELECT FROM uavtsync.gizli AS g WHERE g.ilce_kodu = s.ilce_kodu '
      'AND g.katman = %L AND g.tucbs_no = s.tucbs_no AND ', tablo) END;

    EXECUTE format('CREATE OR REPLACE VIEW uavtsync.%I AS SELECT %s FROM adres.%I AS s',
                   tablo || '_acik', acik, tablo)
            || coalesce(' WHERE ' || gorunen || 'g.bitis IS NULL)', '');
    EXECUTE format('COMMENT ON VIEW uavtsync.%I IS %L', tablo || '_acik',
                   obj_description(format('adres.%I', tablo)::regclass, 'pg_class'));
    -- Versions with their restricted columns empty; whether a version may be seen is asked of a moment.
    EXECUTE format('CREATE OR REPLACE VIEW uavtsync.%I AS SELECT s.surum_bitis, %s '
                   'FROM uavtsync.%I AS s', tablo || '_acik_surumleri', acik,
                   tablo || '_surumleri');
    EXECUTE format('COMMENT ON VIEW uavtsync.%I IS %L', tablo || '_acik_surumleri',
                   'adres.' || tablo || ' sürümleri, kısıtlı sütunları boş');
    FOR ad, aciklama IN
      SELECT a.attname, col_description(a.attrelid, a.attnum) FROM pg_attribute AS a
      WHERE a.attrelid = format('uavtsync.%I', tablo || '_surumleri')::regclass AND a.attnum > 0
    LOOP
      EXECUTE format('COMMENT ON COLUMN uavtsync.%I.%I IS %L', tablo || '_acik_surumleri', ad,
                     aciklama);
      CONTINUE WHEN ad = 'surum_bitis';
      EXECUTE format('COMMENT ON COLUMN uavtsync.%I.%I IS %L', tablo || '_acik', ad, aciklama);
    END LOOP;

    EXECUTE format('CREATE OR REPLACE FUNCTION uavtsync.%I(an timestamptz) RETURNS SETOF adres.%I '
                   'LANGUAGE sql STABLE PARALLEL SAFE AS $f$ SELECT %s FROM uavtsync.%I AS s '
                   'WHERE s.surum_baslangic <= an AND (s.surum_bitis IS NULL OR an < s.surum_bitis)'
                   '%s $f$', tablo || '_acik_tarihte', tablo, acik, tablo || '_surumleri',
                   ' AND ' || gorunen || 'g.baslangic <= an AND (g.bitis IS NULL OR an < g.bitis))');
    EXECUTE format('COMMENT ON FUNCTION uavtsync.%I(timestamptz) IS %L', tablo || '_acik_tarihte',
                   'uavtsync.' || tablo || '_acik verilen anda nasıldıysa');
    EXECUTE format('REVOKE ALL ON FUNCTION uavtsync.%I(timestamptz) FROM PUBLIC',
                   tablo || '_acik_tarihte');

    -- What the feed tells of a version; the geometry as EWKB in hex (no digit is lost).
    SELECT string_agg(CASE WHEN a.attname = 'geometri'
                           THEN $s$encode(st_asewkb(s.geometri), 'hex') AS geometri$s$
                           ELSE format('s.%I', a.attname) END, ', ' ORDER BY a.attnum)
    INTO acik
    FROM pg_attribute AS a
    WHERE a.attrelid = format('adres.%I', tablo)::regclass AND a.attnum > 0
      AND NOT a.attisdropped;
    EXECUTE format('CREATE OR REPLACE VIEW uavtsync.%I AS '
                   'SELECT s.ilce_kodu, s.tucbs_no, s.surum_no, s.calisma_no, s.surum_baslangic, '
                   's.surum_bitis, (SELECT to_jsonb(a) FROM (SELECT %s) AS a) AS icerik '
                   'FROM uavtsync.%I AS s', tablo || '_akis', acik, tablo || '_acik_surumleri');
    EXECUTE format('COMMENT ON VIEW uavtsync.%I IS %L', tablo || '_akis',
                   'adres.' || tablo || ' sürümleri, öteki birimlerin görebileceği biçimde');
    FOR ad, aciklama IN
      VALUES ('ilce_kodu', 'UAVT ilçe kodu'),
             ('tucbs_no', 'Satırın numarası'),
             ('surum_no', 'Sürüm numarası'),
             ('calisma_no', 'Bu sürümü yazan çalışma'),
             ('surum_baslangic', 'Bu sürümün yürürlüğe girdiği an'),
             ('surum_bitis', 'Yürürlükten kalktığı an; boş: yürürlükte'),
             ('icerik', 'Satır; geometri EWKB (onaltılık)')
    LOOP
      EXECUTE format('COMMENT ON COLUMN uavtsync.%I.%I IS %L', tablo || '_akis', ad, aciklama);
    END LOOP;
  END LOOP;
END
$$;
