-- The first batch of district $1 that a run after $2 has held, that waits still, and that is about
-- rows which run $2 wrote or removed.
SELECT min(t.no)
FROM uavtsync.tutulan AS t
JOIN uavtsync.tutulan_degisiklik AS d USING (ilce_kodu, no)
JOIN uavtsync.neden AS n
  ON n.ilce_kodu = d.ilce_kodu AND n.katman = d.katman AND d.tucbs_no = ANY (n.tucbs_no)
WHERE t.ilce_kodu = $1 AND t.durum = 'acik' AND t.calisma_no > $2 AND n.calisma_no = $2
