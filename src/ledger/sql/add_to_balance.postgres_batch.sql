INSERT INTO balance (merchant_id, account, currency, amount)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[])
ON CONFLICT (merchant_id, account, currency) DO UPDATE SET amount = balance.amount + excluded.amount
