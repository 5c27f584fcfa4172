-- $1 district, $2 doors that leave tonight, $3 the moment: which main door each hung on until then.
SELECT tucbs_no, ana_numarataj_tucbs_no
FROM uavtsync.numarataj_surumleri
WHERE ilce_kodu = $1 AND tucbs_no = ANY ($2::bigint[]) AND surum_baslangic < $3::timestamptz
  AND (surum_bitis IS NULL OR surum_bitis >= $3::timestamptz)
  AND ana_numarataj_tucbs_no IS NOT NULL
