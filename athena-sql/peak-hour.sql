-- Which hour of each New York day is the busiest?
-- day_new_york, peak_hour (New York time, 0 to 23; on a tie the later hour), trips, trips_of_day
-- Hours are told apart by UTC: the hour that the end of daylight saving repeats is two hours, not one.
-- A trip delivered more than once counts once: the copy that came first.
WITH delivery AS (
  SELECT
    pickup_at,
    row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
  FROM trips
  WHERE {{period}}
),
hourly AS (
  SELECT
    date_trunc('hour', pickup_at) AS pickup_hour_utc,
    count(*) AS trips
  FROM delivery
  WHERE copy = 1
  GROUP BY date_trunc('hour', pickup_at)
),
local_hour AS (
  SELECT
    pickup_hour_utc,
    at_timezone(with_timezone(pickup_hour_utc, 'UTC'), 'America/New_York') AS pickup_hour,
    trips
  FROM hourly
),
ranked AS (
  SELECT
    CAST(pickup_hour AS date) AS day_new_york,
    hour(pickup_hour) AS hour_new_york,
    trips,
    sum(trips) OVER (PARTITION BY CAST(pickup_hour AS date)) AS trips_of_day,
    row_number() OVER (
      PARTITION BY CAST(pickup_hour AS date) ORDER BY trips DESC, pickup_hour_utc DESC
    ) AS place
  FROM local_hour
)
SELECT
  day_new_york,
  hour_new_york AS peak_hour,
  trips,
  trips_of_day
FROM ranked
WHERE place = 1
ORDER BY day_new_york
