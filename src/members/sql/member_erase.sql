UPDATE member
SET phone_sealed = $3, phone_index = $4, last4_index = $3, name_sealed = NULL, birthday_sealed = NULL, tags = '',
  marketing = 0, state = $5, version = $6
WHERE merchant_id = $1 AND member_id = $2
