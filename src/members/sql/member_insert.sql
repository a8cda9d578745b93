INSERT INTO member (merchant_id, member_id, number, phone_sealed, phone_index, last4_index, name_sealed,
  birthday_sealed, tier, state, consent_version, consent_at, registered_at, registered_by, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'active', $10, $11, $12, $13, $14)
