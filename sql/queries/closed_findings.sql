-- Of these fingerprints, those that a run has closed, with the first run that ever saw them.
SELECT b.parmak_izi, min(b.ilk_calisma)
FROM unnest($2::text[]) AS n (parmak_izi)
JOIN kalite.bulgu AS b
  ON b.ilce_kodu = $1 AND b.parmak_izi = n.parmak_izi AND b.bitis_calisma IS NOT NULL
GROUP BY b.parmak_izi
