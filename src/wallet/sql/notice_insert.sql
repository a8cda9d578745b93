INSERT INTO expiry_notice (merchant_id, lot_id, days_before, noticed_on)
VALUES ($1, $2, $3, $4)
ON CONFLICT (merchant_id, lot_id, days_before) DO NOTHING
