SELECT ad
FROM unnest(ARRAY['uavtsync_yazar', 'uavtsync_cbs', 'uavtsync_okur']) AS ad
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = ad)
ORDER BY ad
