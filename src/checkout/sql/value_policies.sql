SELECT policy FROM value_policy WHERE merchant_id = $1 ORDER BY version DESC
