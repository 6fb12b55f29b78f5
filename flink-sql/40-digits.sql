-- Which random digits belong to a trip? Those of a keyed hash: the same trip has the same, and without the key nobody can
-- tell them. The decimal digits of SHA-512 in hexadecimal are uniform: there are 80 on average, fewer than 36 never.
CREATE TEMPORARY VIEW trip_digits AS
SELECT
  trip_id,
  vendor_id,
  pickup_at,
  dropoff_at,
  new_york_date,
  pickup_longitude,
  pickup_latitude,
  dropoff_longitude,
  dropoff_latitude,
  digits,
  arrived_at,
  proc
FROM (
  SELECT
    trip_id,
    vendor_id,
    pickup_at,
    dropoff_at,
    new_york_date,
    pickup_longitude,
    pickup_latitude,
    dropoff_longitude,
    dropoff_latitude,
    ARRAY[
      SUBSTRING(REGEXP_REPLACE(SHA512('{{masking_key}}|' || trip_id || '|pickup'), '[a-f]', ''), 1, 36)
      || SUBSTRING(REGEXP_REPLACE(SHA512('{{masking_key}}|' || trip_id || '|dropoff'), '[a-f]', ''), 1, 27)
    ] AS once,
    arrived_at,
    proc
  FROM trip
  -- A trip without coordinates is not shown.
  WHERE {{are_located}}
)
-- Through a list of one, or the planner would hash again wherever a digit is used.
CROSS JOIN UNNEST(once) AS hashed (digits);
