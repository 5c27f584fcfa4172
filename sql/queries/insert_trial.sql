-- A trial's ledger row, in the transaction that is rolled back: number 0, so that the numbers of
-- nights have no gap.
INSERT INTO uavtsync.calisma (ilce_kodu, no, komut, baslangic, durum)
VALUES ($1, 0, 'run --dry-run', clock_timestamp(), 'calisiyor')
