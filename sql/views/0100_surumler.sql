-- Why: every version of a row, open or closed, in one place – what the feed and every question about
-- a past day read. Made from the columns that the layers have, so that a column added to a layer is
-- here after the same migrate. A version holds from its beginning until just before its end.
-- `<layer>_akis` is a version as other units may see it: without the columns named in `kisitli`, the
-- geometry as EWKB in hex (no digit is lost).
DO $$
DECLARE
  -- katman.sutun of what a model restricts; none of today's columns is.
  kisitli CONSTANT text[] := ARRAY[]::text[];
  katman text;
  sutunlar text;
  acik text;
  sutun text;
  aciklama text;
BEGIN
  FOREACH katman IN ARRAY ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina', 'numarataj',
                                'bagimsiz_bolum']
  LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
           string_agg(CASE WHEN attname = 'geometri'
                           THEN $s$encode(st_asewkb(s.geometri), 'hex') AS geometri$s$
                           ELSE 's.' || quote_ident(attname) END, ', ' ORDER BY attnum)
             FILTER (WHERE katman || '.' || attname <> ALL (kisitli))
    INTO sutunlar, acik
    FROM pg_attribute
    WHERE attrelid = format('adres.%I', katman)::regclass AND attnum > 0 AND NOT attisdropped;

    EXECUTE format('CREATE OR REPLACE VIEW uavtsync.%I AS '
                   'SELECT NULL::timestamptz AS surum_bitis, %s FROM adres.%I '
                   'UNION ALL SELECT surum_bitis, %s FROM adres.%I',
                   katman || '_surumleri', sutunlar, katman, sutunlar, katman || '_gecmis');
    EXECUTE format('COMMENT ON VIEW uavtsync.%I IS %L', katman || '_surumleri',
                   'adres.' || katman || ' satırlarının açık ve kapanmış bütün sürümleri');
    FOR sutun, aciklama IN
      SELECT attname, coalesce(col_description(format('adres.%I', katman)::regclass, k.attnum),
                               'Bu sürümün yürürlükten kalktığı an; boş: yürürlükte')
      FROM pg_attribute AS v
      LEFT JOIN LATERAL (SELECT attnum FROM pg_attribute
                         WHERE attrelid = format('adres.%I', katman)::regclass
                           AND attname = v.attname) AS k ON true
      WHERE v.attrelid = format('uavtsync.%I', katman || '_surumleri')::regclass AND v.attnum > 0
    LOOP
      EXECUTE format('COMMENT ON COLUMN uavtsync.%I.%I IS %L', katman || '_surumleri', sutun,
                     aciklama);
    END LOOP;

    EXECUTE format('CREATE OR REPLACE VIEW uavtsync.%I AS '
                   'SELECT s.ilce_kodu, s.tucbs_no, s.surum_no, s.calisma_no, s.surum_baslangic, '
                   's.surum_bitis, (SELECT to_jsonb(a) FROM (SELECT %s) AS a) AS icerik '
                   'FROM uavtsync.%I AS s', katman || '_akis', acik, katman || '_surumleri');
    EXECUTE format('COMMENT ON VIEW uavtsync.%I IS %L', katman || '_akis',
                   'adres.' || katman || ' sürümleri, öteki birimlerin görebileceği biçimde');
    FOR sutun, aciklama IN
      VALUES ('ilce_kodu', 'UAVT ilçe kodu'),
             ('tucbs_no', 'Satırın numarası'),
             ('surum_no', 'Sürüm numarası'),
             ('calisma_no', 'Bu sürümü yazan çalışma'),
             ('surum_baslangic', 'Bu sürümün yürürlüğe girdiği an'),
             ('surum_bitis', 'Yürürlükten kalktığı an; boş: yürürlükte'),
             ('icerik', 'Satır; geometri EWKB (onaltılık)')
    LOOP
      EXECUTE format('COMMENT ON COLUMN uavtsync.%I.%I IS %L', katman || '_akis', sutun, aciklama);
    END LOOP;

    EXECUTE format('CREATE OR REPLACE FUNCTION adres.%I(an timestamptz) RETURNS SETOF adres.%I '
                   'LANGUAGE sql STABLE PARALLEL SAFE AS $f$ SELECT %s FROM uavtsync.%I '
                   'WHERE surum_baslangic <= an AND (surum_bitis IS NULL OR an < surum_bitis) $f$',
                   katman || '_tarihte', katman, sutunlar, katman || '_surumleri');
    EXECUTE format('COMMENT ON FUNCTION adres.%I(timestamptz) IS %L', katman || '_tarihte',
                   'adres.' || katman || ' verilen anda nasıldıysa');
    EXECUTE format('REVOKE ALL ON FUNCTION adres.%I(timestamptz) FROM PUBLIC', katman || '_tarihte');
  END LOOP;
END
$$;
