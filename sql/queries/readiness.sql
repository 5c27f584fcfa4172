-- Asked of the catalogue: of a schema it may not use a role cannot even ask by name.
SELECT current_user,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       has_database_privilege(current_database(), 'CREATE'),
       has_database_privilege(current_database(), 'TEMPORARY'),
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgis'),
       EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'uavtsync' AND c.relname = 'gocler'),
       EXISTS (SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
               WHERE n.nspname = 'uavtsync' AND c.relname = 'tutulan')
