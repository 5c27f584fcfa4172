SELECT a.pid, a.application_name, coalesce(host(a.client_addr), 'this machine'),
       to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS "UTC"')
FROM pg_locks AS l
JOIN pg_stat_activity AS a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = $1 AND l.objid = $2
  AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
LIMIT 1
