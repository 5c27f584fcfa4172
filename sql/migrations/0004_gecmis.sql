-- Why: closed versions of every clean layer, so that any past day can be shown and a run taken back.
-- The same columns (and comments) as the layer, without its references: what a version pointed to
-- may be gone.

CREATE TABLE adres.mahalle_gecmis (
  LIKE adres.mahalle INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT mahalle_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.mahalle_gecmis IS 'adres.mahalle satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.mahalle_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.csbm_gecmis (
  LIKE adres.csbm INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT csbm_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.csbm_gecmis IS 'adres.csbm satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.csbm_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.yol_orta_hat_gecmis (
  LIKE adres.yol_orta_hat INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT yol_orta_hat_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.yol_orta_hat_gecmis IS 'adres.yol_orta_hat satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.yol_orta_hat_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.parsel_gecmis (
  LIKE adres.parsel INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT parsel_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.parsel_gecmis IS 'adres.parsel satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.parsel_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.bina_gecmis (
  LIKE adres.bina INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT bina_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.bina_gecmis IS 'adres.bina satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.bina_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.numarataj_gecmis (
  LIKE adres.numarataj INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT numarataj_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.numarataj_gecmis IS 'adres.numarataj satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.numarataj_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';

CREATE TABLE adres.bagimsiz_bolum_gecmis (
  LIKE adres.bagimsiz_bolum INCLUDING COMMENTS,
  surum_bitis timestamptz NOT NULL,
  CONSTRAINT bagimsiz_bolum_gecmis_pkey PRIMARY KEY (ilce_kodu, tucbs_no, surum_no)
);
COMMENT ON TABLE adres.bagimsiz_bolum_gecmis IS 'adres.bagimsiz_bolum satırlarının kapanmış sürümleri';
COMMENT ON COLUMN adres.bagimsiz_bolum_gecmis.surum_bitis IS 'Bu sürümün yürürlükten kalktığı an';
