UPDATE membership
SET ends_on = $3, recognised_months = $4, recognised = $5, refunded = $6, refunded_on = $7, next_on = $8
WHERE merchant_id = $1 AND membership_id = $2
