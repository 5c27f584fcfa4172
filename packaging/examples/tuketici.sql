-- Değişiklik akışını izleyen bir tüketici: kendi şemasında kendi kopyasını tutar.
-- A consumer that follows the feed into a schema of its own.
--
-- Çalıştıran rol yalnız uavtsync_okur üyesidir ve kendi şemasının sahibidir. Tabloların sütun adları
-- akıştakiyle (docs/consumers.tr.md) aynıdır; istenmeyen sütun ve katman yazılmaz, fazlası atlanır.
-- The role needs uavtsync_okur and a schema of its own. Columns are named as in the feed; columns
-- and layers that are not wanted are left out.
CREATE SCHEMA IF NOT EXISTS uavt_kopya;

CREATE TABLE IF NOT EXISTS uavt_kopya.mahalle (
  ilce_kodu integer,
  tucbs_no bigint,
  mahalle_kodu bigint,
  ad text,
  geometri geometry,
  PRIMARY KEY (ilce_kodu, tucbs_no)
);
CREATE TABLE IF NOT EXISTS uavt_kopya.csbm (
  ilce_kodu integer,
  tucbs_no bigint,
  csbm_kodu bigint,
  ad text,
  tip text,
  mahalle_tucbs_no bigint,
  PRIMARY KEY (ilce_kodu, tucbs_no),
  FOREIGN KEY (ilce_kodu, mahalle_tucbs_no) REFERENCES uavt_kopya.mahalle (ilce_kodu, tucbs_no)
);

-- İmleç: son uygulanan sıra. The cursor: the last change applied.
CREATE TABLE IF NOT EXISTS uavt_kopya.imlec (
  sira bigint NOT NULL
);
INSERT INTO uavt_kopya.imlec (sira) SELECT 0 WHERE NOT EXISTS (SELECT FROM uavt_kopya.imlec);

-- Bir değişikliği uygular. Applies one change.
CREATE OR REPLACE PROCEDURE uavt_kopya.uygula(katman text, islem text, ilce_kodu integer,
                                              tucbs_no bigint, sonraki jsonb)
LANGUAGE plpgsql
AS $$
DECLARE
  tablo regclass := to_regclass(format('uavt_kopya.%I', katman));
  sutunlar text;
BEGIN
  IF tablo IS NULL THEN RETURN; END IF;
  IF islem = 'silme' THEN
    EXECUTE format('DELETE FROM %s AS t WHERE t.ilce_kodu = $1 AND t.tucbs_no = $2', tablo)
    USING ilce_kodu, tucbs_no;
  ELSIF islem = 'ekleme' THEN
    EXECUTE format('INSERT INTO %1$s SELECT (jsonb_populate_record(NULL::%1$s, $1)).*', tablo)
    USING sonraki;
  ELSE
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) INTO sutunlar
    FROM pg_attribute AS a
    WHERE a.attrelid = tablo AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('UPDATE %1$s AS t SET (%2$s) = '
                   '(SELECT %2$s FROM jsonb_populate_record(NULL::%1$s, $3)) '
                   'WHERE t.ilce_kodu = $1 AND t.tucbs_no = $2', tablo, sutunlar)
    USING ilce_kodu, tucbs_no, sonraki;
  END IF;
END
$$;

-- Kısıtlar değiştiyse akış yeniden başlamıştır ve eski imleç geri çevrilir (SQLSTATE 55000): kopya
-- boşaltılır, 0'dan başlanır.
-- Where restrictions changed, the feed begins anew and refuses the old cursor (SQLSTATE 55000): the copy
-- is emptied and begins at 0.
CREATE OR REPLACE FUNCTION uavt_kopya.baslangic() RETURNS bigint
LANGUAGE plpgsql
AS $$
DECLARE
  son_alinan bigint := (SELECT i.sira FROM uavt_kopya.imlec AS i FOR UPDATE);
  tablolar text;
BEGIN
  PERFORM FROM paylasim.degisiklikler(son_alinan, 1);
  RETURN son_alinan;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
  SELECT string_agg(c.oid::regclass::text, ', ') INTO tablolar
  FROM pg_class AS c
  WHERE c.relnamespace = 'uavt_kopya'::regnamespace AND c.relkind = 'r' AND c.relname <> 'imlec';
  EXECUTE 'TRUNCATE ' || tablolar;
  UPDATE uavt_kopya.imlec SET sira = 0;
  RETURN 0;
END
$$;

-- En çok at_most değişiklik alır; kaç tane aldığını döndürür. Değişiklikler ve imleç aynı işlemde
-- yazılır: yarıda kesilen kaldığı yerden sürer.
-- Takes at most that many changes and returns how many. Changes and cursor are written in one
-- transaction: whoever is killed goes on from there.
CREATE OR REPLACE FUNCTION uavt_kopya.izle(at_most integer DEFAULT 10000) RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  son_alinan bigint := uavt_kopya.baslangic();
  alinan integer := 0;
  d record;
BEGIN
  FOR d IN SELECT * FROM paylasim.degisiklikler(son_alinan, at_most) LOOP
    CALL uavt_kopya.uygula(d.katman, d.islem, d.ilce_kodu, d.tucbs_no, d.sonraki);
    son_alinan := d.sira;
    alinan := alinan + 1;
  END LOOP;
  UPDATE uavt_kopya.imlec SET sira = son_alinan WHERE alinan > 0;
  RETURN alinan;
END
$$;

-- İlk kopya ya da uzun bir aradan sonra: satır başına tek net değişiklik.
-- The first copy, or after a long pause: one net change a row.
CREATE OR REPLACE FUNCTION uavt_kopya.yetis() RETURNS integer
LANGUAGE plpgsql
AS $$
DECLARE
  son_alinan bigint := uavt_kopya.baslangic();
  hedef bigint := paylasim.son_sira();
  alinan integer := 0;
  d record;
BEGIN
  FOR d IN SELECT * FROM paylasim.degisiklikler_toplu(son_alinan, hedef) LOOP
    CALL uavt_kopya.uygula(d.katman, d.islem, d.ilce_kodu, d.tucbs_no, d.sonraki);
    alinan := alinan + 1;
  END LOOP;
  UPDATE uavt_kopya.imlec SET sira = hedef WHERE sira <> hedef;
  RETURN alinan;
END
$$;

-- LISTEN uavtsync_degisiklik;  -- yayımlanan her geceden sonra / after every published night
-- SELECT uavt_kopya.izle();    -- 0 dönene kadar / until it returns 0
