-- Of these fingerprints, those that a run has closed, with their number and the first run that saw
-- them.
SELECT d.parmak_izi, min(d.no), min(d.ilk_calisma)
FROM unnest($2::text[]) AS n (parmak_izi)
JOIN kalite.duzeltme AS d
  ON d.ilce_kodu = $1 AND d.parmak_izi = n.parmak_izi AND d.bitis_calisma IS NOT NULL
GROUP BY d.parmak_izi
