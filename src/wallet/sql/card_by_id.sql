SELECT card_id, kind, number, member_id, state, package_id, package_version, shops, expires_on, opened_at, secret_hash
FROM card
WHERE merchant_id = $1 AND card_id = $2
