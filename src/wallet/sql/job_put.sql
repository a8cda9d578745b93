INSERT INTO value_job (merchant_id, job, run_on, cursor, done, state, started_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (merchant_id, job, run_on) DO UPDATE
SET cursor = excluded.cursor, done = excluded.done, state = excluded.state, changed_at = excluded.changed_at
