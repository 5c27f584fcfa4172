-- Why: a first load of a district's rows into tables without indexes and references, and these made
-- afterwards in the same transaction, takes a third of the time of keeping them up row by row.
-- CREATE INDEX and ADD FOREIGN KEY do not disturb readers. `apply` calls this after every load; it
-- only makes what is missing. As the owner's, so that the writing role needs no ownership.
-- The district comes last in these indexes: in most databases there is one, and a sort that has to
-- look past it to tell rows apart takes a fifth longer.
CREATE OR REPLACE FUNCTION uavtsync.dizinleri_kur() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  katman text;
  sutun text;
  hedef text;
BEGIN
  -- Own codes: unique where present.
  FOR katman, sutun IN
    VALUES ('mahalle', 'mahalle_kodu'), ('csbm', 'csbm_kodu'), ('yol_orta_hat', 'kimlik_no'),
           ('bina', 'yapi_kimlik_no'), ('bina', 'yapi_kodu'), ('numarataj', 'bina_kodu'),
           ('numarataj', 'numarataj_kimlik_no'), ('bagimsiz_bolum', 'adres_no'),
           ('bagimsiz_bolum', 'kimlik_no')
  LOOP
    IF to_regclass(format('adres.%I', katman || '_' || sutun || '_key')) IS NULL THEN
      EXECUTE format('CREATE UNIQUE INDEX %I ON adres.%I (%I, ilce_kodu) WHERE %I IS NOT NULL',
                     katman || '_' || sutun || '_key', katman, sutun, sutun);
    END IF;
  END LOOP;
  IF to_regclass('adres.parsel_tapu_key') IS NULL THEN
    CREATE UNIQUE INDEX parsel_tapu_key
      ON adres.parsel (tapu_zemin_ref, tapu_kimlik_no, ilce_kodu) NULLS NOT DISTINCT
      WHERE tapu_zemin_ref IS NOT NULL;
  END IF;

  FOREACH katman IN ARRAY ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina', 'numarataj']
  LOOP
    IF to_regclass(format('adres.%I', katman || '_geometri_idx')) IS NULL THEN
      EXECUTE format('CREATE INDEX %I ON adres.%I USING gist (geometri)',
                     katman || '_geometri_idx', katman);
    END IF;
  END LOOP;

  -- References: checked at the end of a transaction, because a run writes all layers at once; and
  -- indexed, because a row that leaves asks who points to it.
  FOR katman, sutun, hedef IN
    VALUES ('csbm', 'mahalle_tucbs_no', 'mahalle'),
           ('yol_orta_hat', 'sol_csbm_tucbs_no', 'csbm'),
           ('yol_orta_hat', 'sag_csbm_tucbs_no', 'csbm'),
           ('parsel', 'mahalle_tucbs_no', 'mahalle'),
           ('bina', 'mahalle_tucbs_no', 'mahalle'),
           ('numarataj', 'csbm_tucbs_no', 'csbm'),
           ('numarataj', 'bina_tucbs_no', 'bina'),
           ('numarataj', 'parsel_tucbs_no', 'parsel'),
           ('numarataj', 'ana_numarataj_tucbs_no', 'numarataj'),
           ('bagimsiz_bolum', 'numarataj_tucbs_no', 'numarataj')
  LOOP
    IF to_regclass(format('adres.%I', katman || '_' || sutun || '_idx')) IS NULL THEN
      EXECUTE format('CREATE INDEX %I ON adres.%I (%I, ilce_kodu) WHERE %I IS NOT NULL',
                     katman || '_' || sutun || '_idx', katman, sutun, sutun);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_constraint
                   WHERE conrelid = format('adres.%I', katman)::regclass
                     AND conname = katman || '_' || sutun || '_fkey') THEN
      EXECUTE format('ALTER TABLE adres.%I ADD CONSTRAINT %I FOREIGN KEY (ilce_kodu, %I) '
                     'REFERENCES adres.%I (ilce_kodu, tucbs_no) DEFERRABLE INITIALLY DEFERRED',
                     katman, katman || '_' || sutun || '_fkey', sutun, hedef);
    END IF;
  END LOOP;
END
$$;
COMMENT ON FUNCTION uavtsync.dizinleri_kur() IS
  'Katmanların eksik dizin ve yabancı anahtarlarını kurar; ilk yüklemenin sonunda';
REVOKE ALL ON FUNCTION uavtsync.dizinleri_kur() FROM PUBLIC;
