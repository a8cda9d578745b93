SELECT time_zone, day_cutoff_minutes FROM merchant WHERE merchant_id = $1
