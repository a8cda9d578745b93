INSERT INTO merchant (merchant_id, name, time_zone, day_cutoff_minutes, catalog_version, member_version,
                      next_member_number, points_per_yuan, points_valid_months, created_at)
VALUES ($1, $2, $3, $4, 0, 0, 1, $5, $6, $7)
