-- Why: the CBS unit has looked at a finding and lets it stand until a day. A waiver is a row that
-- nobody changes afterwards; it ends by its date, or by being taken back. Which findings were
-- waived is an interval like everything else about them; which were closed once is looked up by
-- fingerprint.

CREATE TABLE kalite.muafiyet (
  ilce_kodu integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY,
  parmak_izi text COLLATE "C",
  kural text,
  mahalle_kodu bigint,
  gerekce text NOT NULL,
  kisi text NOT NULL DEFAULT session_user,
  bitis date NOT NULL,
  olusturma timestamptz NOT NULL DEFAULT now(),
  kaydeden text NOT NULL DEFAULT session_user,
  geri_alma timestamptz,
  geri_alan text,
  CONSTRAINT muafiyet_pkey PRIMARY KEY (ilce_kodu, id),
  CONSTRAINT muafiyet_kapsam_check CHECK (
    (parmak_izi IS NOT NULL AND kural IS NULL AND mahalle_kodu IS NULL)
    OR (parmak_izi IS NULL AND kural IS NOT NULL AND mahalle_kodu IS NOT NULL)),
  CONSTRAINT muafiyet_parmak_izi_check CHECK (parmak_izi ~ '^[0-9a-f]+$'),
  CONSTRAINT muafiyet_kural_check CHECK (kural ~ '^[A-Z]{3}-[0-9]{2}$'),
  CONSTRAINT muafiyet_gerekce_check CHECK (btrim(gerekce) <> '' AND length(gerekce) <= 2000),
  CONSTRAINT muafiyet_kisi_check CHECK (btrim(kisi) <> '' AND length(kisi) <= 200),
  -- A day of grace on both ends: whose day it is depends on the place, the program asks exactly.
  CONSTRAINT muafiyet_bitis_check CHECK (
    bitis >= (olusturma AT TIME ZONE 'UTC')::date - 1
    AND bitis <= (olusturma AT TIME ZONE 'UTC')::date + interval '5 years 1 day'),
  CONSTRAINT muafiyet_geri_alma_check CHECK ((geri_alma IS NULL) = (geri_alan IS NULL))
);
COMMENT ON TABLE kalite.muafiyet IS
  'Tanınan istisnalar: bir bulguya ya da bir mahallede bir kurala, bir güne kadar';
COMMENT ON COLUMN kalite.muafiyet.ilce_kodu IS 'UAVT ilçe kodu';
COMMENT ON COLUMN kalite.muafiyet.id IS 'İstisnanın numarası';
COMMENT ON COLUMN kalite.muafiyet.parmak_izi IS
  'Bulgunun kendisi; boşsa istisna kural ve mahalle içindir';
COMMENT ON COLUMN kalite.muafiyet.kural IS 'Kural; mahalle_kodu ile birlikte';
COMMENT ON COLUMN kalite.muafiyet.mahalle_kodu IS 'Mahalle kodu; kural ile birlikte';
COMMENT ON COLUMN kalite.muafiyet.gerekce IS 'Neden tanındığı';
COMMENT ON COLUMN kalite.muafiyet.kisi IS 'Tanıyan kişi';
COMMENT ON COLUMN kalite.muafiyet.bitis IS
  'Geçerli olduğu son gün; ertesi gün bulgu yeniden açılır';
COMMENT ON COLUMN kalite.muafiyet.olusturma IS 'Tanındığı an';
COMMENT ON COLUMN kalite.muafiyet.kaydeden IS 'Kaydeden veri tabanı kullanıcısı';
COMMENT ON COLUMN kalite.muafiyet.geri_alma IS 'Geri alındığı an; boşsa geri alınmadı';
COMMENT ON COLUMN kalite.muafiyet.geri_alan IS 'Geri alan kişi';

ALTER TABLE kalite.bulgu ADD COLUMN muafiyet_id bigint;
COMMENT ON COLUMN kalite.bulgu.muafiyet_id IS
  'Bu aralıkta bulguya tanınmış istisna (kalite.muafiyet.id); boşsa bulgu açık';

CREATE INDEX bulgu_kapanmis_idx ON kalite.bulgu (ilce_kodu, parmak_izi)
  WHERE bitis_calisma IS NOT NULL;
