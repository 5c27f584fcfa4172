-- Why: "how was it on 1 March?" from those who may read `paylasim` alone. Each function is its view's
-- own text with every layer as it was then, so that the two cannot come apart; the owner's, as the
-- view is.
DO $$
DECLARE
  gorunum text;
  tanim text;
  eski_yol text := current_setting('search_path');
BEGIN
  FOREACH gorunum IN ARRAY ARRAY['adres', 'bina', 'csbm', 'mahalle', 'parsel'] LOOP
    -- Without a search path every name in the text is written out.
    PERFORM set_config('search_path', 'pg_catalog', true);
    tanim := regexp_replace(
      pg_get_viewdef(format('paylasim.%I', gorunum)::regclass),
      '\muavtsync\.(mahalle|csbm|yol_orta_hat|parsel|bina|numarataj|bagimsiz_bolum)_acik\M',
      'uavtsync.\1_acik_tarihte(an)', 'g');
    PERFORM set_config('search_path', eski_yol, true);
    EXECUTE format('CREATE OR REPLACE FUNCTION paylasim.%I(an timestamptz) '
                   'RETURNS SETOF paylasim.%I LANGUAGE sql STABLE SECURITY DEFINER '
                   'SET search_path = pg_catalog, pg_temp SET jit = off AS %L',
                   gorunum || '_tarihte', gorunum, tanim);
    EXECUTE format('COMMENT ON FUNCTION paylasim.%I(timestamptz) IS %L', gorunum || '_tarihte',
                   'paylasim.' || gorunum || ' verilen anda nasıldıysa');
    EXECUTE format('REVOKE ALL ON FUNCTION paylasim.%I(timestamptz) FROM PUBLIC',
                   gorunum || '_tarihte');
  END LOOP;
END
$$;
