INSERT INTO tender (merchant_id, sale_id, tender_no, kind, amount, tendered, change_given, card_id, allowance_id,
                    principal, bonus, shortage)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
