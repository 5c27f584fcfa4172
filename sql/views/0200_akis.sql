-- Why: what other units follow. Everything here is the owner's (SECURITY DEFINER): who may read
-- `paylasim` needs no right on what stands behind it. STABLE on purpose: all its queries see the
-- caller's one snapshot, so that no answer mixes two runs. Compiling the queries (jit) takes longer
-- than they do.

-- The last number given.
CREATE OR REPLACE FUNCTION paylasim.son_sira() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT son FROM uavtsync.akis_sayaci $$;
COMMENT ON FUNCTION paylasim.son_sira() IS
  'Değişiklik akışında verilmiş son sıra numarası; yeni bir tüketici tabloları kopyaladığı '
  'işlemde (REPEATABLE READ) bunu imleç olarak saklar';

-- A cursor that the feed has not reached yet comes from another life of this database; one from before
-- the restrictions changed, from a feed that told other rows and values.
CREATE OR REPLACE FUNCTION uavtsync.imleci_dene(since bigint) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  verilen bigint := (SELECT s.son FROM uavtsync.akis_sayaci AS s);
  basi bigint := (SELECT a.deger::bigint FROM uavtsync.ayar AS a
                  WHERE a.ilce_kodu = 0 AND a.anahtar = 'akis_basi');
BEGIN
  IF since IS NULL OR since < 0 THEN
    RAISE EXCEPTION 'imleç 0 veya son alınan sıra numarası olmalıdır'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  IF since > verilen THEN
    RAISE EXCEPTION 'imleç % akışın sonundan (%) ileride', since, verilen
      USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Veritabanı yedekten dönmüş olabilir: tabloları yeniden kopyalayın '
                   'veya 0''dan başlayın.';
  END IF;
  IF since > 0 AND since <= basi THEN
    RAISE EXCEPTION 'imleç % eskidi: kısıtlar değişti, akış % sırasından sonra yeniden başladı',
                    since, basi
      USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'Kopyanızı boşaltıp 0''dan başlayın.';
  END IF;
END
$$;
COMMENT ON FUNCTION uavtsync.imleci_dene(bigint) IS
  'Akışın ulaşmadığı ya da artık anlatmadığı bir imleci geri çevirir';
REVOKE ALL ON FUNCTION uavtsync.imleci_dene(bigint) FROM PUBLIC;

CREATE OR REPLACE FUNCTION paylasim.degisiklikler(since bigint, at_most integer DEFAULT 10000)
RETURNS TABLE (sira bigint, ilce_kodu integer, katman text, islem text, tucbs_no bigint,
               onceki jsonb, sonraki jsonb, calisma_no bigint, zaman timestamptz,
               calisma_sonu boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  parca record;
  kalan integer := at_most;
  ilk_yer bigint;
  son_yer bigint;
BEGIN
  PERFORM uavtsync.imleci_dene(since);
  IF at_most IS NULL OR at_most < 1 THEN
    RAISE EXCEPTION 'at_most en az 1 olmalıdır' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  FOR parca IN
    SELECT a.*, c.baslangic AS zaman
    FROM uavtsync.akis AS a
    JOIN uavtsync.calisma AS c ON c.ilce_kodu = a.ilce_kodu AND c.no = a.calisma_no
    WHERE a.son > since
    ORDER BY a.son
  LOOP
    -- Questions of one row each, not a join: on the morning after a first night the server has counted
    -- nothing yet and would join by reading whole tables.
    ilk_yer := greatest(since - parca.ilk + 2, 1);
    son_yer := least(parca.son - parca.ilk + 1, ilk_yer + kalan - 1);
    RETURN QUERY EXECUTE format($sorgu$
      SELECT $1 + k.yer - 1, $2, $3, $4, k.no,
             CASE WHEN $4 <> 'ekleme' THEN
               (SELECT v.icerik FROM uavtsync.%1$I AS v
                WHERE v.ilce_kodu = $2 AND v.tucbs_no = k.no AND v.surum_baslangic < $6
                  AND (v.surum_bitis IS NULL OR v.surum_bitis >= $6)) END,
             CASE WHEN $4 <> 'silme' THEN
               (SELECT v.icerik FROM uavtsync.%1$I AS v
                WHERE v.ilce_kodu = $2 AND v.tucbs_no = k.no AND v.surum_baslangic <= $6
                  AND (v.surum_bitis IS NULL OR v.surum_bitis > $6)) END,
             $5, $6, $7 AND $1 + k.yer - 1 = $8
      FROM (SELECT n.no, n.yer + $10 - 1 AS yer
            FROM unnest($9) WITH ORDINALITY AS n (no, yer)) AS k
      ORDER BY k.yer
    $sorgu$, parca.katman || '_akis')
    USING parca.ilk, parca.ilce_kodu, parca.katman, parca.islem, parca.calisma_no, parca.zaman,
          parca.calisma_sonu, parca.son, parca.tucbs_no[ilk_yer:son_yer], ilk_yer;
    kalan := kalan - (son_yer - ilk_yer + 1)::integer;
    EXIT WHEN kalan = 0;
  END LOOP;
END
$$;
COMMENT ON FUNCTION paylasim.degisiklikler(bigint, integer) IS
  'since sırasından sonraki en çok at_most değişiklik, uygulanacakları sırayla. sira: imleç, '
  'boşluksuz; islem: ekleme, degisiklik, silme; onceki, sonraki: satırın önceki ve sonraki hâli '
  '(geometri EWKB, onaltılık); calisma_no ve zaman: değiştiren çalışma ve başladığı an; '
  'calisma_sonu: çalışmanın son değişikliği';
REVOKE ALL ON FUNCTION paylasim.degisiklikler(bigint, integer) FROM PUBLIC;

-- Net changes. `until` is asked for, because a key that came and went in between is in no row: the
-- last row's number would not say how far the answer reaches.
CREATE OR REPLACE FUNCTION paylasim.degisiklikler_toplu(since bigint, until bigint)
RETURNS TABLE (sira bigint, ilce_kodu integer, katman text, islem text, tucbs_no bigint,
               onceki jsonb, sonraki jsonb, calisma_no bigint, zaman timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off
AS $$
DECLARE
  katmanlar CONSTANT text[] := ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina',
                                     'numarataj', 'bagimsiz_bolum'];
  icerikler text;
BEGIN
  PERFORM uavtsync.imleci_dene(since), uavtsync.imleci_dene(until);
  SELECT string_agg(format($parca$
      SELECT g.*,
             CASE WHEN g.islem <> 'ekleme' THEN
               (SELECT v.icerik FROM uavtsync.%1$I AS v
                WHERE v.ilce_kodu = g.ilce_kodu AND v.tucbs_no = g.tucbs_no
                  AND v.surum_baslangic < g.ilk_zaman
                  AND (v.surum_bitis IS NULL OR v.surum_bitis >= g.ilk_zaman)) END AS onceki,
             CASE WHEN g.islem <> 'silme' THEN
               (SELECT v.icerik FROM uavtsync.%1$I AS v
                WHERE v.ilce_kodu = g.ilce_kodu AND v.tucbs_no = g.tucbs_no
                  AND v.surum_baslangic <= g.zaman
                  AND (v.surum_bitis IS NULL OR v.surum_bitis > g.zaman)) END AS sonraki
      FROM girdi AS g
      WHERE g.katman = %2$L
    $parca$, ad || '_akis', ad), ' UNION ALL ')
  INTO icerikler
  FROM unnest(katmanlar) AS k (ad);
  RETURN QUERY EXECUTE $bas$
    WITH RECURSIVE tek AS (
      SELECT a.katman, a.ilce_kodu, n.no AS tucbs_no, a.ilk + n.yer - 1 AS sira, a.islem,
             a.calisma_no
      FROM uavtsync.akis AS a, unnest(a.tucbs_no) WITH ORDINALITY AS n (no, yer)
      WHERE a.son > $1 AND a.ilk <= $2 AND a.ilk + n.yer - 1 BETWEEN $1 + 1 AND $2
    ), uclar AS (
      SELECT DISTINCT ON (katman, ilce_kodu, tucbs_no)
             katman, ilce_kodu, tucbs_no,
             first_value(islem) OVER ilkten AS ilk_islem,
             first_value(calisma_no) OVER ilkten AS ilk_calisma,
             sira, islem AS son_islem, calisma_no
      FROM tek
      WINDOW ilkten AS (PARTITION BY katman, ilce_kodu, tucbs_no ORDER BY sira)
      ORDER BY katman, ilce_kodu, tucbs_no, sira DESC
    ), girdi AS MATERIALIZED (
      SELECT u.katman, u.ilce_kodu, u.tucbs_no, u.sira,
             CASE WHEN u.son_islem = 'silme' THEN 'silme' WHEN u.ilk_islem = 'ekleme' THEN 'ekleme'
                  ELSE 'degisiklik' END AS islem,
             u.calisma_no, c.baslangic AS zaman, i.baslangic AS ilk_zaman
      FROM uclar AS u
      JOIN uavtsync.calisma AS c ON c.ilce_kodu = u.ilce_kodu AND c.no = u.calisma_no
      JOIN uavtsync.calisma AS i ON i.ilce_kodu = u.ilce_kodu AND i.no = u.ilk_calisma
      WHERE NOT (u.ilk_islem = 'ekleme' AND u.son_islem = 'silme')
    ), dolu AS MATERIALIZED (
  $bas$ || icerikler || $son$
    ), kapi AS (
      SELECT d.ilce_kodu, d.islem, d.tucbs_no,
             (coalesce(d.sonraki, d.onceki) ->> 'ana_numarataj_tucbs_no')::bigint AS ana
      FROM dolu AS d
      WHERE d.katman = 'numarataj' AND d.islem <> 'degisiklik'
    ), ust AS (
      SELECT k.ilce_kodu, k.islem, k.tucbs_no, k.ana, 1 AS derinlik
      FROM kapi AS k WHERE k.ana IS NOT NULL
      UNION ALL
      SELECT u.ilce_kodu, u.islem, u.tucbs_no, k.ana, u.derinlik + 1
      FROM ust AS u
      JOIN kapi AS k ON (k.ilce_kodu, k.islem, k.tucbs_no) = (u.ilce_kodu, u.islem, u.ana)
      WHERE k.ana IS NOT NULL AND u.derinlik < 64
    ), derin AS (
      SELECT ilce_kodu, islem, tucbs_no, max(derinlik) AS derinlik FROM ust GROUP BY 1, 2, 3
    )
    SELECT d.sira, d.ilce_kodu, d.katman, d.islem, d.tucbs_no, d.onceki, d.sonraki, d.calisma_no,
           d.zaman
    FROM dolu AS d
    LEFT JOIN derin AS e ON d.katman = 'numarataj' AND e.ilce_kodu = d.ilce_kodu
                            AND e.islem = d.islem AND e.tucbs_no = d.tucbs_no
    ORDER BY array_position(ARRAY['ekleme', 'degisiklik', 'silme'], d.islem),
             array_position($3, d.katman) * CASE d.islem WHEN 'silme' THEN -1 ELSE 1 END,
             coalesce(e.derinlik, 0) * CASE d.islem WHEN 'silme' THEN -1 ELSE 1 END,
             d.ilce_kodu, d.tucbs_no
  $son$ USING since, until, katmanlar;
END
$$;
COMMENT ON FUNCTION paylasim.degisiklikler_toplu(bigint, bigint) IS
  'since sırasından sonra, until sırası dâhil, satır başına tek net değişiklik; arada gelip gitmiş '
  'satırlar yoktur. until: paylasim.son_sira(); sonraki soru oradan sürer';
REVOKE ALL ON FUNCTION paylasim.degisiklikler_toplu(bigint, bigint) FROM PUBLIC;
REVOKE ALL ON FUNCTION paylasim.son_sira() FROM PUBLIC;
