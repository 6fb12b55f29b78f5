-- How many trips began in each UTC hour so far? It is an hour of UTC, so that the end of daylight saving merges no two.
CREATE TEMPORARY VIEW hour_so_far AS
SELECT
  hour_at,
  new_york_date,
  new_york_hour,
  COUNT(*) OVER so_far AS trips,
  SUM(CAST(COALESCE(duration_s, 0) AS BIGINT)) OVER so_far AS duration_s,
  SUM(CAST(COALESCE(passenger_count, 0) AS BIGINT)) OVER so_far AS passengers,
  SUM(COALESCE(distance_thousandths, 0)) OVER so_far AS distance_thousandths,
  MAX(arrived_at) OVER so_far AS arrived_at,
  proc
FROM trip
WINDOW so_far AS (PARTITION BY hour_at ORDER BY proc RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW);
