SELECT amount, tendered, change_given, kind, card_id, allowance_id, principal, bonus, shortage
FROM tender
WHERE merchant_id = $1 AND sale_id = $2
ORDER BY tender_no
