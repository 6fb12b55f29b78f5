-- When does a trip begin, by the UTC hour and on New York clocks, and how long is it in whole numbers?
-- New York has been a whole number of hours behind UTC throughout: an hour of UTC is an hour there.
CREATE TEMPORARY VIEW trip AS
SELECT
  *,
  SUBSTRING(pickup_at, 1, 13) || ':00:00Z' AS hour_at,
  SUBSTRING(new_york_time, 1, 10) AS new_york_date,
  CAST(SUBSTRING(new_york_time, 12, 2) AS INT) AS new_york_hour,
  -- A sum of doubles depends on the order of its terms. The limit keeps NaN, and what is no length of any trip, from
  -- ending the job.
  CASE WHEN distance_miles < 1.0E9 THEN CAST(ROUND(distance_miles * 1000) AS BIGINT) END AS distance_thousandths
FROM (
  SELECT
    {{columns}},
    CONVERT_TZ(SUBSTRING({{pickup_at}}, 1, 10) || ' ' || SUBSTRING({{pickup_at}}, 12, 2) || ':00:00', 'UTC', 'America/New_York') AS new_york_time,
    arrived_at,
    proc
  FROM trip_unique
);
