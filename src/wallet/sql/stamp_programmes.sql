SELECT promotion_id, version, changed_at, definition
FROM stamp_programme AS programme
WHERE merchant_id = $1
  AND version = (SELECT max(version) FROM stamp_programme AS other
                 WHERE other.merchant_id = programme.merchant_id AND other.promotion_id = programme.promotion_id)
ORDER BY changed_at, promotion_id
