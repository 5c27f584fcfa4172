-- Why: rights follow the roles that there are (`init` makes them); a database without them is used
-- by its owner alone.
DO $$
DECLARE
  tarihte text;  -- any past day as others may see it: what `as-of` writes into a file
BEGIN
  SELECT string_agg(p.oid::regprocedure::text, ', ') INTO tarihte
  FROM pg_proc AS p
  WHERE p.pronamespace = 'uavtsync'::regnamespace AND p.proname LIKE '%\_acik\_tarihte';
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_yazar') THEN
    GRANT USAGE ON SCHEMA adres, tucbs, paylasim, kalite, uavtsync TO uavtsync_yazar;
    GRANT SELECT, INSERT, UPDATE, DELETE
      ON ALL TABLES IN SCHEMA adres, kalite, uavtsync TO uavtsync_yazar;
    GRANT SELECT ON ALL TABLES IN SCHEMA tucbs, paylasim TO uavtsync_yazar;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA kalite, uavtsync TO uavtsync_yazar;
    GRANT EXECUTE ON FUNCTION uavtsync.dizinleri_kur(), uavtsync.gizlenecek(integer, timestamptz),
                              uavtsync.gizliyi_tazele(integer, timestamptz) TO uavtsync_yazar;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA adres, paylasim TO uavtsync_yazar;
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || tarihte || ' TO uavtsync_yazar';
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_cbs') THEN
    GRANT USAGE ON SCHEMA adres, tucbs, paylasim, kalite, uavtsync TO uavtsync_cbs;
    GRANT SELECT
      ON ALL TABLES IN SCHEMA adres, tucbs, paylasim, kalite, uavtsync TO uavtsync_cbs;
    -- It decides: a waiver is given or taken back, never rewritten.
    GRANT INSERT (ilce_kodu, parmak_izi, kural, mahalle_kodu, gerekce, kisi, bitis)
      ON kalite.muafiyet TO uavtsync_cbs;
    GRANT UPDATE (geri_alma, geri_alan) ON kalite.muafiyet TO uavtsync_cbs;
    -- So is a decision; what is refused or taken back is written by a run.
    GRANT INSERT (ilce_kodu, bicim, koken, katman, tucbs_no, kutuk, grup, alinan, ulusal_degerler,
                  ulusal_geometri, belediye_degerler, belediye_geometri, parmak_izi, ilgili_no,
                  gerekce, kisi, calisma_no)
      ON uavtsync.karar TO uavtsync_cbs;
    GRANT UPDATE (geri_alma, geri_alan) ON uavtsync.karar TO uavtsync_cbs;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA adres, paylasim TO uavtsync_cbs;
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || tarihte || ' TO uavtsync_cbs';
    -- It hands out files: written down, and never rewritten but when they did not come to their place.
    GRANT INSERT ON uavtsync.disa_aktarim, uavtsync.disa_aktarim_katmani,
                    uavtsync.disa_aktarim_dosyasi TO uavtsync_cbs;
    GRANT UPDATE (durum) ON uavtsync.disa_aktarim TO uavtsync_cbs;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'uavtsync_okur') THEN
    GRANT USAGE ON SCHEMA paylasim, tucbs TO uavtsync_okur;
    GRANT SELECT ON ALL TABLES IN SCHEMA paylasim, tucbs TO uavtsync_okur;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA paylasim TO uavtsync_okur;
  END IF;
END
$$;
