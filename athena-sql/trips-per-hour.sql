-- How many trips begin in each hour, by UTC and by New York time?
-- pickup_hour_utc, pickup_hour_new_york (local time), trips
-- A trip delivered more than once counts once: the copy that came first.
WITH delivery AS (
  SELECT
    pickup_at,
    row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
  FROM trips
  WHERE {{period}}
),
trip AS (
  SELECT date_trunc('hour', pickup_at) AS pickup_hour_utc
  FROM delivery
  WHERE copy = 1
)
SELECT
  pickup_hour_utc,
  date_format(
    at_timezone(with_timezone(pickup_hour_utc, 'UTC'), 'America/New_York'), '%Y-%m-%d %H:%i'
  ) AS pickup_hour_new_york,
  count(*) AS trips
FROM trip
GROUP BY pickup_hour_utc
ORDER BY pickup_hour_utc
