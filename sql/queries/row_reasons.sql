-- Why the runs wrote row $3 of layer $2 in district $1 as they did, oldest first: run, operation, a
-- reason for each group, and which record of which source stood behind it.
SELECT n.calisma_no, n.islem, n.gruplar,
       coalesce(n.ulusal_kaynak, ''), coalesce(n.ulusal_satir[p.yer], 0),
       coalesce(n.belediye_kaynak, ''), coalesce(n.belediye_satir[p.yer], 0)
FROM uavtsync.neden AS n
CROSS JOIN LATERAL (SELECT array_position(n.tucbs_no, $3::bigint) AS yer) AS p
WHERE n.ilce_kodu = $1 AND n.katman = $2 AND p.yer IS NOT NULL
ORDER BY n.calisma_no
