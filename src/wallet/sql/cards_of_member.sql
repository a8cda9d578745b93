SELECT card_id, kind, number, member_id, state, package_id, package_version, shops, expires_on, opened_at, secret_hash
FROM card
WHERE merchant_id = $1 AND member_id = $2
ORDER BY opened_at, card_id
