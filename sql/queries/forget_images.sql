DELETE FROM uavtsync.goruntu AS g
USING unnest($4::bigint[]) AS n (tucbs_no)
WHERE g.ilce_kodu = $1 AND g.katman = $2 AND g.kutuk = $3 AND g.tucbs_no = n.tucbs_no
