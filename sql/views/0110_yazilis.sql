-- Why: addresses are written in one way, the one of the national registry's certificates:
-- "ATAKENT MAH. 221. SK. ROTA SİTESİ A BLOK NO: 3 A İÇ KAPI NO: 17 KONYAALTI / ANTALYA". Bodies are
-- parsed when they are made (no search path plays a part), and small enough to be inlined.

-- Turkish capitals whatever the database's locale is.
CREATE OR REPLACE FUNCTION paylasim.buyuk_harf(metin text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN upper(translate(metin, 'ıiçğöşüâîû', 'IİÇĞÖŞÜÂÎÛ'));
COMMENT ON FUNCTION paylasim.buyuk_harf(text) IS 'Türkçe büyük harflerle';

-- A name in capitals without the type word at its end: published names keep the spelling they came
-- with. A name that is nothing but a type word stays.
CREATE OR REPLACE FUNCTION paylasim.yalin_ad(ad text, turler text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
  WHEN ltrim(split_part(rtrim(paylasim.buyuk_harf(ad), ' .,-)'), ' ', -1), '(') = ANY (turler)
       AND strpos(ltrim(ad), ' ') > 0
    THEN rtrim(left(rtrim(paylasim.buyuk_harf(ad), ' .,-)'),
                    -length(split_part(rtrim(paylasim.buyuk_harf(ad), ' .,-)'), ' ', -1))),
               ' .,-(')
  ELSE rtrim(paylasim.buyuk_harf(ad), ' .,-')
END;
COMMENT ON FUNCTION paylasim.yalin_ad(text, text[]) IS
  'Adın sonundaki tür sözcüğü olmadan, büyük harflerle';

-- No concat_ws from here on: it is not immutable, and the server would not inline what calls it.
CREATE OR REPLACE FUNCTION paylasim.mahalle_yazilisi(ad text, tur text, koy_adi text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN tur IN ('mezra', 'mevkii', 'mevki', 'yayla_evleri') AND koy_adi <> ''
            THEN paylasim.yalin_ad(koy_adi, ARRAY['KÖYÜ', 'KÖY']) || ' KÖYÜ ' ELSE '' END ||
  CASE tur
    WHEN 'koy' THEN paylasim.yalin_ad(ad, ARRAY['KÖYÜ', 'KÖY']) || ' KÖYÜ'
    WHEN 'mezra' THEN paylasim.yalin_ad(ad, ARRAY['MEZRASI', 'MEZRA']) || ' MEZRASI'
    WHEN 'mevkii' THEN paylasim.yalin_ad(ad, ARRAY['MEVKİİ', 'MEVKİ']) || ' MEVKİİ'
    WHEN 'mevki' THEN paylasim.yalin_ad(ad, ARRAY['MEVKİİ', 'MEVKİ']) || ' MEVKİİ'
    WHEN 'yayla_evleri' THEN paylasim.yalin_ad(ad, ARRAY['EVLERİ']) || ' EVLERİ'
    ELSE paylasim.yalin_ad(ad, ARRAY['MAHALLESİ', 'MAHALLE', 'MAH', 'MH']) || ' MAH.'
  END;
COMMENT ON FUNCTION paylasim.mahalle_yazilisi(text, text, text) IS
  'Mahallenin, köyün, köy bağlısının adreste yazılışı: ATAKENT MAH.';

-- A street that is a number is written with a dot: "221. SK."
CREATE OR REPLACE FUNCTION paylasim.csbm_yazilisi(ad text, tip text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE tip
  WHEN 'sokak' THEN
    paylasim.yalin_ad(ad, ARRAY['SOKAK', 'SOKAĞI', 'SOKAGI', 'SOK', 'SK'])
    || CASE WHEN ad ~ '^\s*[0-9]+[\s.(-]*([sS][oO]?[kK]([aA][kKğĞgG][ıiIİ]?)?)?[\s.)]*$'
            THEN '. SK.' ELSE ' SK.' END
  WHEN 'cadde' THEN
    paylasim.yalin_ad(ad, ARRAY['CADDE', 'CADDESİ', 'CADDESI', 'CAD', 'CD'])
    || CASE WHEN ad ~ '^\s*[0-9]+[\s.(-]*([cC][aA]?[dD]([dD][eE]([sS][ıiIİ])?)?)?[\s.)]*$'
            THEN '. CAD.' ELSE ' CAD.' END
  WHEN 'bulvar' THEN
    paylasim.yalin_ad(ad, ARRAY['BULVAR', 'BULVARI', 'BULV', 'BUL', 'BLV']) || ' BUL.'
  WHEN 'meydan' THEN paylasim.yalin_ad(ad, ARRAY['MEYDAN', 'MEYDANI']) || ' MEYDANI'
  WHEN 'karayolu' THEN paylasim.yalin_ad(ad, ARRAY['KARAYOLU']) || ' KARAYOLU'
  WHEN 'kume_evler' THEN
    paylasim.yalin_ad(paylasim.yalin_ad(ad, ARRAY['EVLER', 'EVLERİ', 'EVLERI', 'KÜMEEVLER',
                                                  'KÜMEEVLERİ', 'K.EVLER', 'K.EVLERİ']),
                      ARRAY['KÜME', 'KUME', 'K']) || ' KÜME EVLERİ'
  WHEN 'koy_sokagi' THEN
    paylasim.yalin_ad(paylasim.yalin_ad(ad, ARRAY['SOKAĞI', 'SOKAGI']), ARRAY['KÖY', 'KOY'])
    || ' KÖY SOKAĞI'
  ELSE paylasim.buyuk_harf(ad)
END;
COMMENT ON FUNCTION paylasim.csbm_yazilisi(text, text) IS
  'Cadde, sokak, bulvar veya meydanın adreste yazılışı: 221. SK.';

CREATE OR REPLACE FUNCTION paylasim.kapi_yazilisi(site_adi text, blok_adi text, kapi_no text,
                                                  ic_kapi_no text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN NULLIF(ltrim(
  CASE WHEN site_adi <> '' THEN ' ' || paylasim.buyuk_harf(site_adi) ELSE '' END
  || CASE WHEN blok_adi <> ''
          THEN ' ' || paylasim.yalin_ad(blok_adi, ARRAY['BLOK', 'BLOĞU', 'BL']) || ' BLOK'
          ELSE '' END
  || CASE WHEN kapi_no <> '' THEN ' NO: ' || paylasim.buyuk_harf(kapi_no) ELSE '' END
  || CASE WHEN ic_kapi_no <> ''
          THEN ' İÇ KAPI NO: ' || paylasim.buyuk_harf(ic_kapi_no) ELSE '' END), '');
COMMENT ON FUNCTION paylasim.kapi_yazilisi(text, text, text, text) IS
  'Site, blok, dış ve iç kapı numarasının adreste yazılışı';

CREATE OR REPLACE FUNCTION paylasim.ilce_yazilisi(ilce text, il text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ilce <> ''
            THEN paylasim.yalin_ad(ilce, ARRAY['BELEDİYESİ', 'BELEDİYE'])
                 || CASE WHEN il <> '' THEN ' / ' || il ELSE '' END
            ELSE il END;
COMMENT ON FUNCTION paylasim.ilce_yazilisi(text, text) IS 'İlçe ve ilin adreste yazılışı';
