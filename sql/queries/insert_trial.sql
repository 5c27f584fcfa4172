-- A trial's ledger row, in the transaction that is rolled back: the number the next night would get,
-- given by hand, so that the numbers of nights have no gap and intervals end after they begin.
INSERT INTO uavtsync.calisma (ilce_kodu, no, komut, baslangic, durum)
SELECT $1, coalesce(max(no), 0) + 1, 'run --dry-run', clock_timestamp(), 'calisiyor'
FROM uavtsync.calisma
RETURNING no
