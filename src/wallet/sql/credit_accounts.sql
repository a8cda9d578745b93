SELECT member_id, version, state, credit_limit, terms_days, note
FROM credit_account
WHERE merchant_id = $1
  AND version = (SELECT max(version) FROM credit_account AS later
                 WHERE later.merchant_id = credit_account.merchant_id AND later.member_id = credit_account.member_id)
ORDER BY member_id
