SELECT n.nspname || '.' || c.relname
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname IN ('tucbs', 'paylasim') AND c.relkind IN ('r', 'v', 'm')
ORDER BY 1
