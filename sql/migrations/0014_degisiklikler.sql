-- Why: other units follow what changes (`paylasim.degisiklikler`). A run's changes get numbers one
-- after the other, drawn at the end of its transaction while everybody else waits, so that what a
-- reader sees has no gap. One row here stands for up to 10 000 changes of one run, layer and
-- operation: which rows, in which order. What they were and became stands in the layers and their
-- history already. And addresses are written out with their district and province.

CREATE TABLE uavtsync.akis (
  ilk bigint CONSTRAINT akis_pkey PRIMARY KEY,
  son bigint NOT NULL,
  ilce_kodu integer NOT NULL,
  calisma_no bigint NOT NULL,
  katman text COLLATE "C" NOT NULL,
  islem text NOT NULL,
  tucbs_no bigint[] NOT NULL,
  calisma_sonu boolean NOT NULL,
  CONSTRAINT akis_islem_check CHECK (islem IN ('ekleme', 'degisiklik', 'silme')),
  CONSTRAINT akis_aralik_check CHECK (ilk > 0 AND son - ilk + 1 = cardinality(tucbs_no))
);
CREATE INDEX akis_son_idx ON uavtsync.akis (son);
-- Numbers do not shrink worth the time.
ALTER TABLE uavtsync.akis ALTER COLUMN tucbs_no SET STORAGE EXTERNAL;
COMMENT ON TABLE uavtsync.akis IS
  'Değişiklik akışı: bir çalışmanın bir katmanda yaptığı değişiklikler, sıralarıyla';
COMMENT ON COLUMN uavtsync.akis.ilk IS 'İlk değişikliğin akıştaki sırası';
COMMENT ON COLUMN uavtsync.akis.son IS 'Son değişikliğin akıştaki sırası';
COMMENT ON COLUMN uavtsync.akis.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.akis.calisma_no IS 'Değiştiren çalışma';
COMMENT ON COLUMN uavtsync.akis.katman IS 'Katman';
COMMENT ON COLUMN uavtsync.akis.islem IS 'ekleme, degisiklik, silme';
COMMENT ON COLUMN uavtsync.akis.tucbs_no IS 'Değişen satırların numaraları, uygulanacakları sırayla';
COMMENT ON COLUMN uavtsync.akis.calisma_sonu IS 'Çalışmanın son değişikliği bu satırdadır';

CREATE TABLE uavtsync.akis_sayaci (
  tek boolean CONSTRAINT akis_sayaci_pkey PRIMARY KEY,
  son bigint NOT NULL,
  CONSTRAINT akis_sayaci_tek_check CHECK (tek)
);
COMMENT ON TABLE uavtsync.akis_sayaci IS
  'Akışta verilmiş son numara; çalışma bitene kadar kilitli kalır, böylece numaralar boşluksuzdur';
COMMENT ON COLUMN uavtsync.akis_sayaci.tek IS 'Tablonun tek satırı';
COMMENT ON COLUMN uavtsync.akis_sayaci.son IS 'Verilmiş son numara; 0: hiç verilmedi';

CREATE TABLE uavtsync.il (
  il_kodu integer CONSTRAINT il_pkey PRIMARY KEY,
  ad text NOT NULL,
  CONSTRAINT il_il_kodu_check CHECK (il_kodu BETWEEN 1 AND 81)
);
COMMENT ON TABLE uavtsync.il IS 'İller';
COMMENT ON COLUMN uavtsync.il.il_kodu IS 'Plaka kodu';
COMMENT ON COLUMN uavtsync.il.ad IS 'Adı, büyük harfle';
INSERT INTO uavtsync.il (il_kodu, ad)
SELECT kod, ad
FROM unnest(string_to_array(
  'ADANA,ADIYAMAN,AFYONKARAHİSAR,AĞRI,AMASYA,ANKARA,ANTALYA,ARTVİN,AYDIN,BALIKESİR,BİLECİK,'
  'BİNGÖL,BİTLİS,BOLU,BURDUR,BURSA,ÇANAKKALE,ÇANKIRI,ÇORUM,DENİZLİ,DİYARBAKIR,EDİRNE,ELAZIĞ,'
  'ERZİNCAN,ERZURUM,ESKİŞEHİR,GAZİANTEP,GİRESUN,GÜMÜŞHANE,HAKKARİ,HATAY,ISPARTA,MERSİN,İSTANBUL,'
  'İZMİR,KARS,KASTAMONU,KAYSERİ,KIRKLARELİ,KIRŞEHİR,KOCAELİ,KONYA,KÜTAHYA,MALATYA,MANİSA,'
  'KAHRAMANMARAŞ,MARDİN,MUĞLA,MUŞ,NEVŞEHİR,NİĞDE,ORDU,RİZE,SAKARYA,SAMSUN,SİİRT,SİNOP,SİVAS,'
  'TEKİRDAĞ,TOKAT,TRABZON,TUNCELİ,ŞANLIURFA,UŞAK,VAN,YOZGAT,ZONGULDAK,AKSARAY,BAYBURT,KARAMAN,'
  'KIRIKKALE,BATMAN,ŞIRNAK,BARTIN,ARDAHAN,IĞDIR,YALOVA,KARABÜK,KİLİS,OSMANİYE,DÜZCE', ','))
  WITH ORDINALITY AS iller (ad, kod);

CREATE TABLE uavtsync.ilce (
  ilce_kodu integer CONSTRAINT ilce_pkey PRIMARY KEY,
  ad text NOT NULL,
  il_kodu integer NOT NULL
);
COMMENT ON TABLE uavtsync.ilce IS 'Bu veritabanındaki ilçeler, yapılandırmadaki adlarıyla';
COMMENT ON COLUMN uavtsync.ilce.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN uavtsync.ilce.ad IS 'Adı (yapılandırmada municipality.name)';
COMMENT ON COLUMN uavtsync.ilce.il_kodu IS 'İlin plaka kodu';

-- What runs before this did is told by the versions: a version that follows on another is a change,
-- any other an insert; a version that nothing follows on is one whose row that run removed.
CREATE TEMPORARY TABLE eski_degisiklik (
  ilce_kodu integer,
  calisma_no bigint,
  zaman timestamptz,
  katman text,
  katman_sirasi integer,
  islem text,
  tucbs_no bigint,
  ana bigint,
  derinlik integer DEFAULT 0
) ON COMMIT DROP;
DO $$
DECLARE
  katmanlar CONSTANT text[] := ARRAY['mahalle', 'csbm', 'yol_orta_hat', 'parsel', 'bina',
                                     'numarataj', 'bagimsiz_bolum'];
  katman text;
  ana text;
BEGIN
  FOREACH katman IN ARRAY katmanlar LOOP
    ana := CASE katman WHEN 'numarataj' THEN 'ana_numarataj_tucbs_no' ELSE 'NULL::bigint' END;
    EXECUTE format($sorgu$
      WITH surum AS (
        SELECT ilce_kodu, tucbs_no, surum_no, surum_baslangic, calisma_no, %1$s AS ana,
               NULL::timestamptz AS surum_bitis
        FROM adres.%2$I
        UNION ALL
        SELECT ilce_kodu, tucbs_no, surum_no, surum_baslangic, calisma_no, %1$s, surum_bitis
        FROM adres.%3$I
      ), komsulu AS (
        SELECT *, lag(surum_bitis) OVER satir AS onceki, lead(surum_baslangic) OVER satir AS sonraki
        FROM surum
        WINDOW satir AS (PARTITION BY ilce_kodu, tucbs_no ORDER BY surum_no)
      )
      INSERT INTO eski_degisiklik
        (ilce_kodu, calisma_no, zaman, katman, katman_sirasi, islem, tucbs_no, ana)
      SELECT ilce_kodu, calisma_no, surum_baslangic, %4$L, %5$s,
             CASE WHEN onceki = surum_baslangic THEN 'degisiklik' ELSE 'ekleme' END, tucbs_no, ana
      FROM komsulu
      UNION ALL
      SELECT k.ilce_kodu, c.no, k.surum_bitis, %4$L, -%5$s, 'silme', k.tucbs_no, k.ana
      FROM komsulu AS k
      JOIN uavtsync.calisma AS c ON c.ilce_kodu = k.ilce_kodu AND c.baslangic = k.surum_bitis
      WHERE k.surum_bitis IS NOT NULL AND k.sonraki IS DISTINCT FROM k.surum_bitis
    $sorgu$, ana, katman, katman || '_gecmis', katman, array_position(katmanlar, katman));
  END LOOP;
END
$$;
-- A main door before the doors that hang on it; where they leave, after them.
WITH RECURSIVE kapi AS (
  SELECT ilce_kodu, calisma_no, islem, tucbs_no, ana
  FROM eski_degisiklik
  WHERE katman = 'numarataj' AND islem <> 'degisiklik' AND ana IS NOT NULL
), ust AS (
  SELECT k.ilce_kodu, k.calisma_no, k.islem, k.tucbs_no, k.ana, 1 AS derinlik FROM kapi AS k
  UNION ALL
  SELECT u.ilce_kodu, u.calisma_no, u.islem, u.tucbs_no, k.ana, u.derinlik + 1
  FROM ust AS u
  JOIN kapi AS k ON (k.ilce_kodu, k.calisma_no, k.islem, k.tucbs_no)
                    = (u.ilce_kodu, u.calisma_no, u.islem, u.ana)
  WHERE u.derinlik < 64
)
UPDATE eski_degisiklik AS e
SET derinlik = CASE WHEN e.islem = 'silme' THEN -d.derinlik ELSE d.derinlik END
FROM (SELECT ilce_kodu, calisma_no, islem, tucbs_no, max(derinlik) AS derinlik
      FROM ust GROUP BY 1, 2, 3, 4) AS d
WHERE e.katman = 'numarataj'
  AND (e.ilce_kodu, e.calisma_no, e.islem, e.tucbs_no)
      = (d.ilce_kodu, d.calisma_no, d.islem, d.tucbs_no);
WITH sirali AS (
  SELECT *, row_number() OVER parca AS yer,
         row_number() OVER (ORDER BY zaman, ilce_kodu, islem_sirasi, katman_sirasi, derinlik,
                                     tucbs_no) AS sira
  FROM (SELECT *, array_position(ARRAY['ekleme', 'degisiklik', 'silme'], islem) AS islem_sirasi
        FROM eski_degisiklik) AS e
  WINDOW parca AS (PARTITION BY ilce_kodu, calisma_no, islem, katman ORDER BY derinlik, tucbs_no)
)
INSERT INTO uavtsync.akis
  (ilk, son, ilce_kodu, calisma_no, katman, islem, tucbs_no, calisma_sonu)
SELECT min(sira), max(sira), ilce_kodu, calisma_no, katman, islem,
       array_agg(tucbs_no ORDER BY sira),
       max(sira) = max(max(sira)) OVER (PARTITION BY ilce_kodu, calisma_no)
FROM sirali
GROUP BY ilce_kodu, calisma_no, katman, islem, (yer - 1) / 10000;
INSERT INTO uavtsync.akis_sayaci (tek, son)
SELECT true, coalesce(max(son), 0) FROM uavtsync.akis;
