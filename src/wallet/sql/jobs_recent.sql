SELECT job, run_on, done, state, started_at, changed_at
FROM value_job
WHERE merchant_id = $1
ORDER BY run_on DESC, job
LIMIT 60
