-- How long does a trip take on average, by the New York hour of day in which it begins?
-- hour_new_york (0 to 23), trips, mean_duration_s, median_duration_s (approximate)
-- A trip delivered more than once counts once: the copy that came first.
WITH delivery AS (
  SELECT
    pickup_at,
    duration_s,
    row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
  FROM trips
  WHERE {{period}}
),
trip AS (
  SELECT
    hour(at_timezone(with_timezone(pickup_at, 'UTC'), 'America/New_York')) AS hour_new_york,
    duration_s
  FROM delivery
  WHERE copy = 1
)
SELECT
  hour_new_york,
  count(*) AS trips,
  round(avg(duration_s), 1) AS mean_duration_s,
  approx_percentile(duration_s, 0.5) AS median_duration_s
FROM trip
GROUP BY hour_new_york
ORDER BY hour_new_york
