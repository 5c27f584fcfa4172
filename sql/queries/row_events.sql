-- What happened to row $3 of layer $2 in district $1, oldest first.
SELECT o.calisma_no, o.tur, o.onceki, o.sonraki
FROM adres.olay_satir AS s
JOIN adres.olay AS o USING (ilce_kodu, calisma_no, sira)
WHERE s.ilce_kodu = $1 AND s.katman = $2 AND s.tucbs_no = $3
ORDER BY o.calisma_no, o.sira
