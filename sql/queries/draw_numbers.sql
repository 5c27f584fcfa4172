-- $1 how many. Whoever comes next waits here until this transaction has ended: numbers are in the
-- order of commits and none is missing.
UPDATE uavtsync.akis_sayaci SET son = son + $1 RETURNING son - $1
