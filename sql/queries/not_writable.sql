-- A schema that may not be used hides its tables' rights: it is named itself.
SELECT quote_ident(n.nspname)
FROM pg_namespace AS n
WHERE n.nspname IN ('adres', 'kalite', 'uavtsync') AND NOT has_schema_privilege(n.oid, 'USAGE')
UNION ALL
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname IN ('adres', 'kalite', 'uavtsync') AND c.relkind IN ('r', 'p')
  AND has_schema_privilege(n.oid, 'USAGE')
  AND NOT (has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
           AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
ORDER BY 1
