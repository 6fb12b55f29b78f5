-- How do the vendors compare?
-- vendor_id, trips, mean_duration_s, passengers, mean_distance_miles (of trips that state one)
-- A trip delivered more than once counts once: the copy that came first.
WITH delivery AS (
  SELECT
    vendor_id,
    duration_s,
    passenger_count,
    distance_miles,
    row_number() OVER (PARTITION BY trip_id ORDER BY ingested_at) AS copy
  FROM trips
  WHERE {{period}}
)
SELECT
  vendor_id,
  count(*) AS trips,
  round(avg(duration_s), 1) AS mean_duration_s,
  sum(passenger_count) AS passengers,
  round(avg(distance_miles), 2) AS mean_distance_miles
FROM delivery
WHERE copy = 1
GROUP BY vendor_id
ORDER BY vendor_id
