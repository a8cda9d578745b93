SELECT catalog_version, points_per_yuan, time_zone, day_cutoff_minutes
FROM merchant
WHERE merchant_id = $1
