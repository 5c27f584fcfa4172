INSERT INTO uavtsync.goruntu
  (ilce_kodu, katman, kutuk, tucbs_no, bos, fark, geometri, kaynak_id)
SELECT ilce_kodu, katman, kutuk, tucbs_no, bos, fark, geometri, kaynak_id
FROM yeni_goruntu
ON CONFLICT (ilce_kodu, katman, kutuk, tucbs_no) DO UPDATE
SET bos = excluded.bos, fark = excluded.fark, geometri = excluded.geometri,
    kaynak_id = excluded.kaynak_id
