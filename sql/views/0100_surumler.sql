-- Why: every version of a row, open or closed, in one place – what the feed and every question about
-- a past day read. Made from the columns that the layers have, so that a column added to a layer is
-- here after the same migrate. A version holds from its beginning until just before its end. All of it
-- is the unit's; what others see of it is 0105's.
DO $$
DECLARE
  katman text;
  sutunlar text;
  sutun text;
  aciklama text;
BEGIN
  FOREACH katman IN ARRAY ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina', 'numarataj',
                                'bagimsiz_bolum']
  LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO sutunlar
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
