INSERT INTO membership (merchant_id, membership_id, member_id, package_id, package_version, tier, price, months,
                        tax_rate, till_id, sold_on, starts_on, ends_on, recognised_months, recognised, refunded,
                        refunded_on, next_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
