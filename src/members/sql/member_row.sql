SELECT member_id, number, phone_sealed, name_sealed, birthday_sealed, tier, state, consent_version, consent_at, registered_at, version, tags, marketing
FROM member
WHERE merchant_id = $1 AND member_id = $2
