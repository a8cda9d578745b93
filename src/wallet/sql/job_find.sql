SELECT cursor, done, state, started_at FROM value_job WHERE merchant_id = $1 AND job = $2 AND run_on = $3
