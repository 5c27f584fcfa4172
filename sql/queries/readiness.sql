SELECT current_user,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
       has_database_privilege(current_database(), 'CREATE'),
       has_database_privilege(current_database(), 'TEMPORARY'),
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'postgis'),
       to_regclass('uavtsync.gocler') IS NOT NULL,
       to_regclass('uavtsync.tutulan') IS NOT NULL
