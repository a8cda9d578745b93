SELECT membership_id, member_id, package_id, package_version, tier, price, months, tax_rate, till_id, sold_on,
       starts_on, ends_on, recognised_months, recognised, refunded, refunded_on, next_on
FROM membership
WHERE merchant_id = $1 AND next_on <= $2
ORDER BY next_on, membership_id
LIMIT $3
