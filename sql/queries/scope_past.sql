-- Of the $2 last published runs: in how many a scope changed, and by how much at most.
SELECT mahalle_tucbs_no, katman, kutuk, islem, count(*), max(sayi)
FROM uavtsync.degisim_sayisi
WHERE ilce_kodu = $1 AND calisma_no IN (
  SELECT no FROM uavtsync.calisma
  WHERE ilce_kodu = $1 AND durum = 'yayimlandi'
  ORDER BY no DESC LIMIT $2)
GROUP BY mahalle_tucbs_no, katman, kutuk, islem
