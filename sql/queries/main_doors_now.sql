-- $1 district, $2 doors that come tonight, $3 the moment: which main door each hangs on from then on.
SELECT tucbs_no, ana_numarataj_tucbs_no
FROM adres.numarataj
WHERE ilce_kodu = $1 AND tucbs_no = ANY ($2::bigint[]) AND surum_baslangic <= $3::timestamptz
  AND ana_numarataj_tucbs_no IS NOT NULL
