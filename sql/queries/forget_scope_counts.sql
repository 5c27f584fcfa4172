-- What is older than the $3 last published runs of district $1 before run $2 is asked for by nobody.
DELETE FROM uavtsync.degisim_sayisi
WHERE ilce_kodu = $1 AND calisma_no < (
  SELECT min(no) FROM (
    SELECT no FROM uavtsync.calisma
    WHERE ilce_kodu = $1 AND no <= $2 AND durum = 'yayimlandi'
    ORDER BY no DESC LIMIT $3) AS son)
